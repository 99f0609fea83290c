"""Words by which a sentence hands a password or a PIN over, and words that say it is none, as data."""

from __future__ import annotations

import re

from services.classify.function_words import FUNCTION_WORDS
from services.classify.llm.masking.reading import words

PASSWORDS = words(
    "password passwords passwort passwörter passphrase passcode pwd pw pass kennwort contraseña contraseñas clave"
    " claves"
    " senha senhas wachtwoord wachtwoorden hasło hasła hasłem heslo lösenord adgangskode passord salasana şifre"
    " şifresi"
    " parolă parola mdp passe jelszó пароль пароля паролем jelszavam jelszó jelszavunk psk credentials creds"
    " zugangsdaten identifiants"
    " credenciales"
    " inloggegevens schlüssel netzwerkschlüssel wlan wifi fi"
)
LOGINS = words(
    "login logins log logged logge connecte einloggen zaloguj account accounts konto konten compte cuenta conta"
    " locked gesperrt ssid guest"
)
PINS = words(
    "bildschirmsperre displaysperre sperrbildschirm lockscreen screenlock pin pins puk pincode pinkode pinkód"
    " geheimzahl geheimnummer otp totp tan mtan tans cvc cvv keypad keypads"
    " tastenfeld digicode kluis sejf safe tresor padlock lockbox keybox cadenas candado combination kombination"
    " combinaison combinación combinazione combinatie zahlenschloss türcode zugangscode sicherheitscode"
    " bestätigungscode einmalcode freischaltcode doorcode toegangscode toetsenblok passcode alarmanlage alarmpanel"
    " clavier authenticator mfa fa cassaforte cofre fuerte coffre"
    " klawiatura szyfr domofon portkod"
)
# What is opened with numbers; only what is typed or pressed near one of these is one.
DOORS = words(
    "door doors gate gates barrier shed garage safe vault lock padlock alarm panel cupboard tür tor tore"
    " schranke aufzug"
    " fahrstuhl elevador elevator ascenseur ascensor ascensore tresor schloss haustür zahlenschloss"
    " schlüsselkasten keller portail porte coffre barrière boîte puerta"
    " portón caja cofre porta portão cancello portone cassaforte deur poort kluis slot slagboom drzwi brama bramy sejf"
    " sejfu szlaban dörr dør porten bankautomat atm geldautomat cashpoint"
)
# Of HANDING, what says that something is, rather than that it is typed, pressed or told.
COPULAS = words(
    "be was were is are its it s ist war wäre sei sind waren est était c sont es era son è é são jest było был"
    " это är var er oli on stand steht now"
)
OPENERS = words("con avec com met z mit with open opens opened auf gaat geht ouvrait apriva abría abria otwiera")
PIN_ENDINGS = ("kluis", "tresor", "tresors", "zahlenschloss", "schlosscode", "pincode")
CODES = words(
    "token códigos codici code codes kode kod koden kodet kodu kodem kodzie kodu código codigo codice код koodi kód"
)
# What a code near one of these lets somebody into, and what one near the others is the code of.
ENTRY = re.compile(
    r"sms|text|\bmail|backup|recover|recup|récup|odzysk|herstel|one.?time|einmal|verif|authent|2fa|two.?factor"
    r"|log.?in|sign.?in|door|tür|porte"
    r"|puerta|porta|gate|entr|reçu|recib|receb|ricev|erhalt|bekomm|phone|handy|bank|alarm|lock|lift|garage|access"
    r"|zugang|wejś|drzwi|elev|aufzug|ascens|dostęp|caisse|kasse|kassa|\btill\b|manager|allarm|banco|banque|banca"
    r"|steam|expir"
    r"|abgelaufen|caduc|scadut|venc|verlopen|wygas|deur|inloggen|anmeld|secur|sicherheit|segur|sicur|stall|shed"
    r"|bike|garten|keller"
    r"|kapı|giriş|dør|dörr|ovi\b|дверь",
    re.IGNORECASE,
)
NO_ENTRY = re.compile(
    r"error|fehler|erreur|status|http|exit|\bpost|\bzip|promo|discount|rabatt|gutschein|voucher|\bqr|\bbar|produ"
    r"|arti[ck]|country|area|source|dress|\btax|cost|sort|swift|item|\bpart\b|reason|return|coupon|remise|descuento"
    r"|sconto|korting|stop|campaign|booking|order|ticket|invoice|\bhs\b|\bsap\b|kosten|store|colou?r|stock|asset",
    re.IGNORECASE,
)
# Words that hand a value over, or say what somebody does with it.
HANDING = words(
    "told tell tells said say says gave give given gives got get getting read reads showed shows be was were is are"
    " its"
    " it remains remaining left now put puts putting punch punched punching key keyed keying tap tapped tapping type"
    " typed types typing enter entered entering enters try tried tries trying use used uses using changed set reset"
    " with accepts accept want wants wanted expects took takes into gesagt genannt gegeben heißt hieß lautet"
    " lautete ist"
    " war wäre sei sind waren mit bekommen erhalten eingegeben eingetippt getippt tippe tipp gebe nehme probiert"
    " versucht nutze benutze stand steht kam habe hatte dit donné donne indiqué reçu est était c tape tapé tapez saisi"
    " saisis mets mis essayé composé compose sont dicho dijo dijeron dieron dado dio es era son pongo puse puesto meto"
    " metí marco marqué probé probado uso usé recibí escribo tecleo detto dato diede è sono digito digitato inserisco"
    " inserito provato messo ricevuto disseram deram disse deu é são usei ponho pus digitei recebi testei gezegd"
    " gegeven"
    " toets toetste getypt ingevoerd ingetoetst geprobeerd gebruik gebruikte kreeg gekregen podano podali powiedziano"
    " dostałem dostałam jest było wpisuję wpisałem wpisałam próbowałem używam był brzmi сказали дали пришел пришёл"
    " ввожу ввела ввел ввёл это fick fått är var skrev sagde fik er tastede sa fikk tastet sanoi annettiin oli on"
    " dendi"
    " söylendi verildi yazdım girdim receive received sent send changes press pressed dial dialled dialed drücke"
    " gedrückt eingestellt geändert auf von s d wrote written scritto escrito écrit meinte meinten meint met eran"
    " nämlich namely cioè ovvero oftewel soit czyli passé"
    " siendo sigue"
    " one first then so zuerst erst dann danach puis ensuite luego poi toen potem either entweder next neue"
    " neuen neues alte altes"
)
HANDING_VERBS = tuple(
    words(
        "meter metid poner ponien usar usan nehm benutz compos tapp tape tapo tipp eingeb eingeg eingetipp punch type"
        " typi marc puls digit inser wpis tecle probier"
    )
)
# Between such a word and the value.
BETWEEN = words(
    "latest last letzte letzter letzten dernier dernière último última ultimo ultima habitude gewöhnlich sonst usually"
    " normally normalement normalmente meist meistens "
    "from ab as of seit since today heute tomorrow morgen monday tuesday wednesday thursday friday montag"
    " dienstag mittwoch"
    " donnerstag freitag lundi mardi mercredi jeudi vendredi lunes martes miércoles jueves viernes"
    " "
    "out down up on the me us her him them it that in again still always just only as like about for now also"
    " either mir uns ihr ihm"
    " immer noch jetzt wieder dann und que ahora siempre ancora sempre che encore toujours dat nog altijd że auch nun"
    " d s to on the my a an der die das le la el il o ma mon mi wohl angeblich supposedly apparently and then be was"
    " is are back from also ich i glaub glaube think believe guess altijd à zu de"
)
# What may stand before a value, and is no name of what it counts.
OPENING = frozenset().union(*FUNCTION_WORDS.values())
# What a number or a word right behind one of these is the name of.
NAMED = words(
    "user username users login account benutzer benutzername kennung utilisateur usuario usuário utente gebruiker host"
    " hostname server pc laptop printer drucker model modell modelo modèle type typ version ticket room raum zimmer"
    " ssid"
    " domain device vlan ext extension durchwahl desk till kasse terminal site store filiale flat floor unit building"
    " line linie bay dock gate door tür port channel kb error fehler erreur order case incident ref employee badge"
    " staff"
    " personalnummer serial asset since seit depuis desde machine job task print release plan build batch street"
    " truck tray units"
    " maschine postal plz imprimante poste salle bureau caisse puesto sala caja impresora no nr number nummer"
    " numéro id"
    " step page seite row zeile chapter windows office exchange outlook android ios macos gen serie series"
    " warehouse lager halle plug slot socket kamer pokój"
    " kassa pad reader locker spind schrank scanner"
)
# The same for a number behind one of these.
COUNTED = NAMED | words("of von vom de am um around about ca over über via review units lines pages")
UNIT_BEHIND = re.compile(
    r"\s?(?:%|€|\$|£|x\b|times|mal\b|fois|veces|minut|min\b|sec|sek|hour|stund|heure|hora|days?\b|tage?\b|jours?\b"
    r"|días?\b|week|woche|years?|jahre?|month|monat|user|people|person|staff|mitarb|digit|stell|chiffre|cifra|zeichen"
    r"|charac|caract|znak|attempt|versuch|essai|intent|uhr\b|h\b|am\b|pm\b|rooms?\b|zimmer|euro|eur\b|usd\b|gbp\b"
    r"|machine|device|gerät|pieces|stück|units?\b|pallets|cards?\b|karten|kunden|customers|clients|mb\b|gb\b"
    r"|ms\b|km\b|mm\b|cm\b|m\b|kg\b|sims?\b|boxes|orders|tickets|copies|lines|pages|x\d|model|serie"
    r"|version|edition)",
    re.IGNORECASE,
)

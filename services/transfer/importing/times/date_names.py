"""Names of months and weekdays in the languages of other systems' exports, found by any prefix that is unambiguous."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_MONTHS = """
january february march april may june july august september october november december
januar februar märz april mai juni juli august september oktober november dezember
jänner feber maerz apr mai jun jul aug sept okt nov dez
jaenner feber mrz apr mai jun jul aug sept okt nov dez
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
jan feb mrt apr mei jun jul aug sep okt nov dec
gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november december
januar februar mars april mai juni juli august september oktober november desember
tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu
jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember
janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris
sausis vasaris kovas balandis gegužė birželis liepa rugpjūtis rugsėjis spalis lapkritis gruodis
sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio
styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
leden únor březen duben květen červen červenec srpen září říjen listopad prosinec
ledna února března dubna května června července srpna září října listopadu prosince
led úno bře dub kvě čvn čvc srp zář říj lis pro
január február marec apríl máj jún júl august september október november december
januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra
január február március április május június július augusztus szeptember október november december
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
januar februar marec april maj junij julij avgust september oktober november december
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
januari februari maret april mei juni juli agustus september oktober november desember
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
януари февруари март април май юни юли август септември октомври ноември декември
јануар фебруар март април мај јун јул август септембар октобар новембар децембар
ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος δεκέμβριος
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月
"""
_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend
sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì
martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta maandag dinsdag woensdag donderdag
vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag tysdag laurdag
sundag maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona torstaina
perjantaina lauantaina sunnuntaina poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa
čtvrtek pátek neděle pondelok utorok streda štvrtok piatok nedeľa hétfő kedd szerda csütörtök péntek szombat vasárnap
luni marți miercuri joi vineri sâmbătă duminică pazartesi salı çarşamba perşembe cuma cumartesi pazar pzt cmt
pt ndz пн вт ср чт пт сб вс нд
понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа четвер субота неділя senin
selasa rabu kamis jumat sabtu minggu
"""
_SHORT = 3  # letters of the shortest prefix
_MONTHS_BY_SHORT_FORM = {"mar": 3, "jun": 6, "juni": 6, "jul": 7, "juli": 7, "mai": 5}  # prefixes of others, too
_WEEKDAY_SHORT = 2


def casefold(word: str) -> str:
    """Fold case and accents: Mär and mar are one, so are sty and Sty."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("ı", "i").replace("ł", "l")


def _by_prefix(lines: Iterable[str]) -> dict[str, int]:
    exact: dict[str, set[int]] = {}
    prefixes: dict[str, set[int]] = {}
    for line in lines:
        for number, name in enumerate(map(casefold, line.split()), start=1):
            if name.endswith("kuu"):
                exact.setdefault(f"{name}ta", set()).add(number)  # in Finnish the month of a date has an ending
            exact.setdefault(name, set()).add(number)
            for length in range(_SHORT, len(name)):
                prefixes.setdefault(name[:length], set()).add(number)
    known = {name: min(numbers) for name, numbers in prefixes.items() if len(numbers) == 1}
    known |= {name: min(numbers) for name, numbers in exact.items() if len(numbers) == 1}
    return known | _MONTHS_BY_SHORT_FORM


_MONTH = _by_prefix(_MONTHS.strip().splitlines())
_WEEKDAY = {
    name[:length]
    for name in map(casefold, _WEEKDAYS.split())
    for length in range(min(_WEEKDAY_SHORT, len(name)), len(name) + 1)
}


@lru_cache(maxsize=4_096)
def month_named(word: str) -> int | None:
    """The number of a month by its name or the beginning of it, None where languages differ or none has it."""
    return _MONTH.get(casefold(word))


def is_weekday(word: str) -> bool:
    """Whether this is the name of a weekday or the beginning of one."""
    return casefold(word) in _WEEKDAY

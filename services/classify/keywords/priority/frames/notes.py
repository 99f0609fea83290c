"""How people note what is over or only to be known, a pattern a language."""

from __future__ import annotations

from collections.abc import Mapping

NOTES: Mapping[str, str] = {
    "en": r"""
        turned\ out\ (?:fine|ok|okay|well|to\ be\ (?:nothing|fine|harmless|just|only|false|my|a\ (?:spider|drill|test
          |false|mistake|prank|joke
          |misunderstanding|loose|cable|bird|cat|mouse|toaster)))|just\ (?:flagging|letting\ you|so\ you\ know
            |for\ info|fyi|logging|noting)|fyi\b
        |for\ (?:the\ record|your\ info\w*|information\ only|completeness|the\ (?:log|file|report|archive|audit))
        |(?:logging|noting|recording|reporting|writing)\ (?:it|this)\ (?:because|for|as|only|just|down)
        |no\ action\ (?:needed|required|from)|nothing\ (?:to\ do|needed|required|more\ to)|follow[-\ ]?up
        |(?:has|have|was|were|been|got|is|are)\ (?:since\ |all\ |now\ |long\ |already\ )?(?:restored|recovered
          |contained|repaired|mended
          |reinstated|mopped\ up|dried\ out|under\ control|put\ out|put\ back|long\ gone)
        |(?:spam|smoke|water|smell|noise|leak|alarm|problem|error|fire)(?:['’]s|\ is|\ has)?\ (?:gone|stopped|over
          |cleared|out)\b
        |crisis\ over|drama\ over|panic\ over|false\ alarm|post-?\ ?mortem|lessons\ learned|debrief|write-?\ ?up
        |(?:rescued|saved|helped)\ (?:me|us)\b|didn['’]t\ happen\ again|never\ (?:came\ back|happened\ again)
          |hasn['’]t\ (?:happened|come\ back)
        """,
    "de": r"""
        zur\ (?:info\w*|kenntnis\w*|dokumentation|vollständigkeit)|der\ vollständigkeit\ halber
        |fürs?\ (?:das\ |unser\ )?(?:protokoll|archiv|\w*handbuch|die\ akten)|nachtrag\ zu|nachbereitung
        |(?:wieder|inzwischen|längst|mittlerweile|zum\ glück)(?:\ \w+){0,2}?\ (?:hergestellt|behoben|repariert|ersetzt
          |gut|normal|frei
          |trocken|online|in\ ordnung|erledigt|gelöst|im\ griff|unter\ kontrolle)
        |wiederhergestellt|stellte\ sich\ (?:\w+\ )?heraus|herausgestellt|überstanden|ist\ vorbei
          |nicht\ mehr\ vorgekommen
        """,
    "fr": r"""
        pour\ (?:info\w*|mémoire|archives?|le\ dossier|le\ registre|compte[-\ ]rendu)|à\ titre\ (?:d['’]information
          |informatif)
        |je\ (?:préviens|signale|précise|note)\ (?:juste|simplement)|juste\ pour\ (?:info|signaler|dire|prévenir)
        |s['’]est\ (?:avérée?|révélée?)|(?:a|ont|est|sont|été)\ (?:bien\ |entre-temps\ |depuis\ )?(?:rétabli\w*
          |réparé\w*|résolu\w*|réglé\w*
          |restauré\w*|récupéré\w*|rentrée?s?\ dans)|ne\ s['’]est\ pas\ reproduit
        """,
    "es": r"""
        para\ (?:que\ conste|información|vuestra\ información|su\ información|el\ informe|el\ archivo)
          |a\ título\ informativo
        |(?:solo|sólo)\ (?:informo|aviso|lo\ comento|para\ informar)|resultó\ (?:ser|que)
        |(?:ya\ )?(?:se\ ha|está|están|han|ha|fue|fueron|quedó|quedaron)\ (?:\w+\ )?(?:restablecid\w+|recuperad\w+
          |solucionad\w+|arreglad\w+
          |reparad\w+|resuelt\w+|repuest\w+|restaurad\w+)|no\ ha\ vuelto\ a\ pasar
        """,
    "it": r"""
        per\ (?:completezza|conoscenza|la\ cronaca|informazione|il\ verbale)|a\ titolo\ informativo
        |(?:tutto\ )?(?:rientrat\w|risolt\w|ripartit\w|ripristinat\w|recuperat\w|riparat\w|sistemat\w)\b
          |si\ è\ rivelat\w
        """,
    "pt": r"""
        para\ (?:conhecimento|informação|registo|o\ relatório)|a\ título\ informativo
        |(?:já\ )?(?:foi|foram|está|ficou)\ (?:\w+\ )?(?:resolvid\w|reposto|recuperad\w|reparad\w|restaurad\w)
        """,
    "nl": r"""
        ter\ (?:info\w*|kennisgeving)|voor\ de\ volledigheid|bleek\ (?:een|het|de)
        |(?:weer|inmiddels|ondertussen)\ (?:\w+\ )?(?:hersteld|opgelost|gemaakt|teruggezet|goed|normaal)
        """,
    "pl": r"""
        do\ (?:wiadomości|informacji)|dla\ porządku|okazało\ się|(?:już|została?|zostały)\ (?:\w+\ )?(?:naprawion\w
          |przywrócon\w|odzyskan\w
          |rozwiązan\w)
        """,
}

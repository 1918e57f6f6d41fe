"""What stands on tickets and posters beside the time, and says nothing about it."""

from __future__ import annotations

from cogs.reminders.rules.showtimes.words import Phrases

FORMATS: Phrases = (
    "imax|dolby|dolby atmos|dolby cinema|dolby vision|atmos|screenx|screen x|hfr|laser|xl|hdr|"
    "imax laser|imax dolby|real d|reald|dbox|d box|isens|plf|vip|premium|deluxe|luxe|gold class"
)
VERSIONS: Phrases = (
    "ov|omu|omeu|omdu|of|df|dt|ome|vo|v o|vf|v f|vfq|vost|vostf|vostfr|vost fr|vosta|vos|v o s|"
    "vose|v o s e|vm|sub|subs|"
    "subbed|subtitled|subtitles|dub|dubbed|cc|oc|captioned|untertitelt|untertitel|"
    "originalfassung|originalversion|originalton|synchronisiert|sous titre|sous titree|"
    "version originale|version francaise|version original|subtitulada|subtitulado|doblada|"
    "doblado|castellano|dublado|dublada|legendado|legendada|sottotitolato|sottotitoli|doppiato|"
    "lingua originale|versione originale|original version|"
    "subtitulos|legendas|untertiteln"
)
SHOWINGS: Phrases = (
    "film|movie|showing|show|screening|session|vorstellung|kinovorstellung|seance|sesion|"
    "funcion|pelicula|spettacolo|proiezione|sessao|filme|cinema|kino|cine|ticket|tickets|showtime|time|sharp|punkt|pile"
)
SEATS: Phrases = (
    "screen|scr|cinema|row|seat|seats|auditorium|aud|hall|theater|theatre|saal|kinosaal|reihe|platz|sitz|"
    "kino|salle|rang|rangee|place|siege|sala|fila|asiento|butaca|posto|poltrona|posti|assento|"
    "cadeira|fileira"
)
INTRODUCED: Phrases = "in|en|em|dans|im|na|with|mit|avec|con|com"
"""Before a format, a version or a screen: en VO, in Saal 3."""

DIMENSIONS = frozenset(
    {("2", "d"), ("3", "d"), ("4", "d"), ("4", "dx"), ("35", "mm"), ("70", "mm")}
)

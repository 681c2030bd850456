#!/usr/bin/env python3
"""Draws a cartoon face that lip-syncs to a WAV file (16-bit mono).

Usage: make-face.py sound.wav CHARACTER FPS WIDTH HEIGHT > frames.rgb

Writes raw rgb24 frames of WIDTH x HEIGHT. Only the standard library is used; the same input
always gives the same frames. make-media.sh asks for twice the final size and lets ffmpeg scale
down, which smooths the edges. The mouth opens with the loudness of the frame's sound and gets
wider with its brightness (zero crossings), so that "oo" and "ee" look different.
"""
import array
import math
import random
import sys
import wave

INK = (38, 30, 48)
WHITE = (255, 255, 255)


def mix(a, b, t):
    return tuple(int(round(a[i] + (b[i] - a[i]) * t)) for i in range(3))


def analyse(path, fps):
    """Per frame: how open (0..1) and how wide (0..1) the mouth is."""
    with wave.open(path, "rb") as w:
        if w.getnchannels() != 1 or w.getsampwidth() != 2:
            sys.exit("make-face.py: need a 16-bit mono WAV")
        rate, data = w.getframerate(), array.array("h", w.readframes(w.getnframes()))
    if sys.byteorder == "big":
        data.byteswap()
    count = max(1, math.ceil(len(data) * fps / rate))
    loud, bright = [], []
    for i in range(count):
        part = data[int(i * rate / fps):int((i + 1) * rate / fps)]
        if len(part) < 2:
            loud.append(0.0)
            bright.append(0.3)
            continue
        loud.append(math.sqrt(sum(s * s for s in part) / len(part)))
        crossings = sum(1 for a, b in zip(part, part[1:]) if (a < 0) != (b < 0))
        bright.append(min(1.0, crossings * rate / len(part) / 2 / 3000))
    top = sorted(loud)[int(len(loud) * 0.92)] or 1.0
    # a sound that never gets quiet (music) would keep the mouth open: start from its own floor
    floor = max(0.06, 0.6 * sorted(loud)[len(loud) // 3] / top)
    level = [min(1.0, max(0.0, x / top - floor) / (1 - floor)) ** 0.8 for x in loud]
    opened, wide = [], []
    o, b = 0.0, 0.3
    for x, z in zip(level, bright):
        o = x if x > o else o * 0.35 + x * 0.65      # opens at once, closes a little softer
        b = b * 0.5 + z * 0.5
        opened.append(o)
        wide.append(b)
    return opened, wide, level


class Canvas:
    """Scan-line painter. Coordinates are in a 240-wide design space."""

    def __init__(self, w, h):
        self.w, self.h, self.k = w, h, w / 240.0
        self.buf = bytearray(w * h * 3)
        self.dx = self.dy = self.tilt = 0.0          # the "camera": bob and lean
        self.pivot = 330.0
        self.inks = {}

    def span(self, y, x0, x1, c):
        """One row, in pixels."""
        if not 0 <= y < self.h:
            return
        a, b = max(0, int(round(x0))), min(self.w, int(round(x1)))
        if b > a:
            line = self.inks.get(c)
            if line is None:
                line = self.inks[c] = bytes(c) * self.w
            o = y * self.w * 3
            self.buf[o + a * 3:o + b * 3] = line[:(b - a) * 3]

    def at(self, y):
        """Horizontal shift, in pixels, of pixel row y."""
        return (self.dx + self.tilt * (self.pivot - y / self.k)) * self.k

    def ellipse(self, cx, cy, rx, ry, c, y_from=None, y_to=None):
        k = self.k
        cy += self.dy
        if rx <= 0 or ry <= 0:
            return
        lo = cy - ry if y_from is None else max(cy - ry, y_from + self.dy)
        hi = cy + ry if y_to is None else min(cy + ry, y_to + self.dy)
        for y in range(int(math.ceil(lo * k - .5)), int(math.floor(hi * k - .5)) + 1):
            t = ((y + .5) / k - cy) / ry
            if -1 < t < 1:
                half = rx * math.sqrt(1 - t * t) * k
                mid = cx * k + self.at(y)
                self.span(y, mid - half, mid + half, c)

    def poly(self, pts, c):
        k = self.k
        pts = [(x, y + self.dy) for x, y in pts]
        ys = [p[1] for p in pts]
        for y in range(int(math.ceil(min(ys) * k - .5)), int(math.floor(max(ys) * k - .5)) + 1):
            v, xs = (y + .5) / k, []
            for (xa, ya), (xb, yb) in zip(pts, pts[1:] + pts[:1]):
                if (ya <= v) != (yb <= v):
                    xs.append(xa + (v - ya) * (xb - xa) / (yb - ya))
            xs.sort()
            s = self.at(y)
            for a, b in zip(xs[::2], xs[1::2]):
                self.span(y, a * k + s, b * k + s, c)

    def box(self, x, y, w, h, r, c):
        """Rounded box."""
        k = self.k
        y += self.dy
        r = min(r, w / 2, h / 2)
        for row in range(int(math.ceil(y * k - .5)), int(math.floor((y + h) * k - .5)) + 1):
            v = (row + .5) / k
            d = max(y + r - v, v - (y + h - r), 0)
            if d > r:
                continue
            inset = r - math.sqrt(max(0, r * r - d * d))
            s = self.at(row)
            self.span(row, (x + inset) * k + s, (x + w - inset) * k + s, c)

    def stroke(self, pts, width, c):
        for (xa, ya), (xb, yb) in zip(pts, pts[1:]):
            n = max(1, int(math.hypot(xb - xa, yb - ya) / (width * .2)))
            for i in range(n + 1):
                self.ellipse(xa + (xb - xa) * i / n, ya + (yb - ya) * i / n, width / 2, width / 2, c)

    def arc(self, cx, cy, half, sag, width, c):
        """A smile (sag > 0) or a frown / brow (sag < 0)."""
        self.stroke([(cx + half * t / 6, cy - sag * (t / 6) ** 2) for t in range(-6, 7)], width, c)

    def star(self, cx, cy, n, r_out, r_in, turn, c):
        self.poly([(cx + math.cos(turn + math.pi * i / n) * (r_in if i % 2 else r_out),
                    cy + math.sin(turn + math.pi * i / n) * (r_in if i % 2 else r_out))
                   for i in range(2 * n)], c)


class Pose:
    def __init__(self, o, wide, t, beat, blink):
        self.o, self.wide, self.t, self.beat, self.blink = o, wide, t, beat, blink


def mouth(cv, p, cx, cy, width=34, height=40, lip=(176, 52, 66), inside=(92, 18, 34),
          tongue=(236, 98, 110), smile=9, teeth=True):
    if p.o < .07:
        cv.arc(cx, cy + smile * .5, width * .72, smile, 4.5, lip)
        return
    rx = width * (.62 + .38 * p.wide + .12 * (1 - p.o))
    ry = max(3.5, height * p.o * (1.05 - .35 * p.wide))
    cy += ry * .25
    cv.ellipse(cx, cy, rx + 4, ry + 4, lip)
    cv.ellipse(cx, cy, rx, ry, inside)
    if ry > 9:
        # the tongue: rows of a low ellipse, kept inside the mouth
        k, ty, trx, try_ = cv.k, cy + ry * .75, rx * .68, ry * .62
        for y in range(int((ty - try_ + cv.dy) * k), int((cy + ry + cv.dy) * k)):
            v = (y + .5) / k - cv.dy
            a, b = (v - cy) / ry, (v - ty) / try_
            if -1 < a < 1 and -1 < b < 1:
                half = min(rx * math.sqrt(1 - a * a), trx * math.sqrt(1 - b * b)) * k
                mid = cx * k + cv.at(y)
                cv.span(y, mid - half, mid + half, tongue)
    if teeth and ry > 7:
        cv.ellipse(cx, cy, rx * .97, ry * .97, WHITE, y_to=cy - ry * .58)


def eyes(cv, p, cx, cy, gap=34, r=17, iris=(66, 120, 190), lid=None, sleepy=0.0, white=WHITE):
    look = math.sin(p.t * 1.7) * r * .22
    shut = max(p.blink, sleepy * (1 - .75 * p.o))
    for s in (-1, 1):
        x = cx + s * gap
        if p.blink > .8:
            cv.arc(x, cy + r * .3, r * .9, r * .35, 4, INK)
            continue
        ry = r * (1 + .14 * p.o)
        cv.ellipse(x, cy, r + 2.5, ry + 2.5, INK)
        cv.ellipse(x, cy, r, ry, white)
        cv.ellipse(x + look, cy + 1, r * .58, r * .58, iris)
        cv.ellipse(x + look, cy + 1, r * .34, r * .34, INK)
        cv.ellipse(x + look - r * .2, cy - r * .2, r * .16, r * .16, WHITE)
        if shut > .05 and lid:
            edge = cy - ry - 2.5 + (2 * ry + 5) * shut
            cv.ellipse(x, cy, r + 2.5, ry + 2.5, lid, y_to=edge)
            half = (r + 2) * math.sqrt(max(0, 1 - ((edge - cy) / (ry + 2.5)) ** 2))
            cv.stroke([(x - half, edge), (x + half, edge)], 3, INK)


def brows(cv, p, cx, cy, gap=34, half=16, lift=9, c=INK, angry=0.0):
    y = cy - lift * p.o
    for s in (-1, 1):
        cv.stroke([(cx + s * (gap - half), y + angry), (cx + s * gap, y - 4), (cx + s * (gap + half), y + 2 - angry)], 5.5, c)


def cheeks(cv, cx, cy, gap, c, rx=13, ry=9):
    for s in (-1, 1):
        cv.ellipse(cx + s * gap, cy, rx, ry, c)


# ---- the cast ---------------------------------------------------------------------------------

def person(cv, p):
    skin, hair = (232, 178, 138), (70, 40, 96)
    cv.ellipse(120, 176, 92, 92, hair)
    for x, y, r in ((48, 216, 34), (192, 216, 34), (60, 262, 26), (180, 262, 26), (88, 122, 32), (152, 122, 32), (120, 112, 24)):
        cv.ellipse(x, y, r, r, hair)
    cv.box(64, 300, 112, 140, 40, (64, 170, 160))
    cv.box(100, 278, 40, 48, 16, mix(skin, INK, .18))
    cv.ellipse(42, 212, 13, 17, skin)
    cv.ellipse(198, 212, 13, 17, skin)
    cv.ellipse(120, 212, 78, 88, skin)
    cv.ellipse(96, 138, 46, 26, hair)
    cv.ellipse(152, 134, 38, 22, hair)
    cheeks(cv, 120, 240, 54, (240, 150, 130))
    eyes(cv, p, 120, 202, gap=33, r=17, iris=(84, 150, 96), lid=skin)
    for s in (-1, 1):                                  # glasses
        pts = [(120 + s * 33 + 25 * math.cos(a * math.pi / 12), 202 + 24 * math.sin(a * math.pi / 12)) for a in range(25)]
        cv.stroke(pts, 4, (220, 62, 92))
    cv.stroke([(112, 198), (128, 198)], 4, (220, 62, 92))
    brows(cv, p, 120, 168, c=hair, angry=-5)
    cv.arc(120, 232, 7, 4, 4, mix(skin, INK, .35))
    mouth(cv, p, 120, 258, 30, 34)


def toaster(cv, p):
    steel = (206, 214, 224)
    pop = 34 * p.beat
    for x in (62, 128):                                # the toast jumps
        cv.box(x, 104 - pop, 50, 90, 18, (150, 92, 44))
        cv.box(x + 5, 109 - pop, 40, 80, 14, (238, 194, 124))
    cv.box(50, 316, 26, 20, 6, INK)
    cv.box(164, 316, 26, 20, 6, INK)
    cv.box(214, 190 + 40 * p.o, 22, 14, 6, (230, 70, 60))
    cv.box(26, 148, 188, 176, 38, mix(steel, INK, .35))
    cv.box(30, 152, 180, 166, 34, steel)
    cv.box(42, 162, 156, 10, 5, INK)
    cv.box(40, 184, 10, 96, 5, WHITE)
    eyes(cv, p, 120, 214, gap=36, r=20, iris=(230, 120, 40), lid=mix(steel, INK, .2))
    brows(cv, p, 120, 186, gap=36, angry=7)
    mouth(cv, p, 120, 264, 40, 32, lip=(200, 60, 50))


def teacup(cv, p):
    cup = (244, 240, 250)
    for i, x in enumerate((90, 122, 154)):             # steam
        pts = [(x + 7 * math.sin(s * .55 + p.t * 4 + i * 2), 142 - s * 5 - 10 * p.o) for s in range(10)]
        cv.stroke(pts, 6, (255, 222, 190))
    cv.ellipse(120, 330, 104, 16, (214, 120, 60))
    cv.ellipse(120, 326, 92, 10, (240, 160, 90))
    cv.ellipse(202, 214, 36, 40, (214, 90, 60))
    cv.ellipse(202, 214, 20, 24, cv.hole)
    cv.poly([(30, 156), (210, 156), (196, 262), (160, 322), (80, 322), (44, 262)], (214, 90, 60))
    cv.poly([(36, 160), (204, 160), (190, 260), (157, 317), (83, 317), (50, 260)], cup)
    cv.ellipse(120, 157, 90, 18, (214, 90, 60))
    cv.ellipse(120, 157, 82, 13, (160, 96, 48))
    cv.ellipse(120, 160, 66, 8, (190, 126, 72))
    cheeks(cv, 120, 248, 56, (250, 176, 166))
    eyes(cv, p, 120, 216, gap=34, r=18, iris=(130, 80, 40), lid=cup)
    brows(cv, p, 120, 188, c=(160, 60, 40), angry=6)
    mouth(cv, p, 120, 264, 28, 34, smile=-7)


def rooster(cv, p):
    body = (250, 246, 236)
    for x, y, r in ((88, 126, 18), (118, 116 - 4 * p.o, 22), (148, 124, 19)):
        cv.ellipse(x, y, r, r + 6, (226, 52, 58))
    cv.ellipse(120, 350, 96, 70, body)
    cv.ellipse(120, 214, 80, 98, body)
    for i in range(-2, 3):
        cv.star(120 + i * 34, 318 + 6 * abs(i), 3, 26, 15, math.pi / 2, (238, 176, 70))
    eyes(cv, p, 120, 186, gap=34, r=21, iris=(200, 130, 30), lid=(246, 190, 110), sleepy=.55)
    gape = 30 * p.o                                    # the beak
    for s in (-1, 1):                                  # wattles swing under it
        cv.ellipse(120 + s * 13, 280 + gape * .9 + 2 * math.sin(p.t * 9), 13, 21, (226, 52, 58))
    cv.poly([(86, 240), (154, 240), (132, 264 + gape), (108, 264 + gape)], (206, 120, 20))
    if gape > 4:
        cv.poly([(92, 238), (148, 238), (128, 256 + gape), (112, 256 + gape)], (110, 24, 36))
        cv.ellipse(120, 246 + gape * .7, 11, 4 + gape * .22, (236, 98, 110))
    up = 8 * p.o
    cv.poly([(80, 242 - up * .5), (120, 206 - up), (160, 242 - up * .5), (120, 256 - up)], (250, 172, 40))
    for s in (-1, 1):
        cv.ellipse(120 + s * 8, 228 - up, 2.5, 3.5, (150, 84, 10))


def cat(cv, p):
    fur, dark = (92, 98, 122), (66, 70, 92)
    twitch = 6 * p.beat
    for s in (-1, 1):
        cv.poly([(120 + s * 84, 190), (120 + s * (84 + twitch), 92), (120 + s * 22, 142)], fur)
        cv.poly([(120 + s * 74, 172), (120 + s * (76 + twitch), 112), (120 + s * 38, 146)], (240, 150, 166))
    cv.ellipse(120, 360, 74, 70, dark)
    cv.ellipse(120, 222, 92, 84, fur)
    for x in (-20, 0, 20):
        cv.poly([(113 + x, 140), (127 + x, 140), (120 + x, 174)], dark)
    cv.ellipse(92, 258, 34, 28, (232, 230, 238))
    cv.ellipse(148, 258, 34, 28, (232, 230, 238))
    if p.o < .07:
        for s in (-1, 1):
            cv.arc(120 + s * 13, 266, 13, 7, 4, INK)
    else:
        mouth(cv, p, 120, 268, 24, 32, lip=(66, 40, 60), teeth=False)
        if p.o > .3:
            for s in (-1, 1):
                cv.poly([(120 + s * 12 - 4, 258), (120 + s * 12 + 4, 258), (120 + s * 12, 270)], WHITE)
    cv.poly([(106, 238), (134, 238), (120, 253)], (240, 120, 146))
    for s in (-1, 1):
        for i in (-1, 0, 1):
            cv.stroke([(120 + s * 52, 254 + i * 7), (120 + s * 112, 250 + i * 15 - 5 * p.o)], 2.2, WHITE)
    eyes(cv, p, 120, 206, gap=40, r=23, iris=(70, 200, 120), lid=fur, sleepy=.4, white=(238, 250, 190))


def robot(cv, p):
    shell = (96, 110, 200)
    cv.stroke([(120, 150), (120, 108)], 7, mix(shell, INK, .4))
    cv.ellipse(120, 100, 13 + 5 * p.beat, 13 + 5 * p.beat, mix((120, 30, 40), (255, 90, 80), p.o))
    cv.box(18, 198, 24, 52, 8, mix(shell, INK, .4))
    cv.box(198, 198, 24, 52, 8, mix(shell, INK, .4))
    cv.box(82, 318, 76, 40, 6, mix(shell, INK, .5))
    cv.box(34, 140, 172, 182, 24, mix(shell, INK, .4))
    cv.box(39, 145, 162, 172, 20, shell)
    cv.box(54, 162, 132, 62, 12, (22, 26, 44))
    on = (90, 250, 200)
    for s in (-1, 1):                                  # pixel eyes
        x = 120 + s * 32
        if p.blink > .5:
            cv.box(x - 15, 192, 30, 6, 0, on)
        else:
            look = 5 * round(math.sin(p.t * 3))
            cv.box(x - 15, 178, 30, 30, 0, on)
            cv.box(x - 7 + look, 188, 12, 12, 0, (22, 26, 44))
    cv.box(60, 240, 120, 60, 8, (22, 26, 44))
    for i in range(9):                                 # an equaliser for a mouth
        n = 1 + int(round(p.o * (4.2 - .75 * abs(i - 4) + 1.3 * math.sin(p.t * 13 + i * 2.1))))
        for j in range(max(1, min(5, n))):
            c = mix((90, 250, 200), (255, 90, 160), j / 4)
            cv.box(66 + i * 12.2, 266 - j * 5, 10, 8, 0, c)
            cv.box(66 + i * 12.2, 266 + j * 5, 10, 8, 0, c)


def sun(cv, p):
    gold = (255, 206, 70)
    cv.star(120, 218, 14, 112 + 12 * p.beat, 88, p.t * .7, (255, 150, 50))
    cv.ellipse(120, 218, 84, 84, (255, 176, 56))
    cv.ellipse(120, 216, 79, 79, gold)
    cheeks(cv, 120, 240, 56, (255, 160, 90))
    for s in (-1, 1):                                  # sun glasses, of course
        cv.box(120 + s * 36 - 29, 184, 58, 38, 15, INK)
        cv.poly([(120 + s * 36 - 18, 190), (120 + s * 36 - 6, 190), (120 + s * 36 - 14, 214), (120 + s * 36 - 24, 208)], (96, 90, 130))
    cv.box(104, 188, 32, 9, 4, INK)
    brows(cv, p, 120, 176, gap=37, lift=14, c=(190, 90, 20))
    mouth(cv, p, 120, 254, 34, 34)
    for s in (-1, 1):                                  # a moustache
        up = 6 * p.o
        cv.poly([(120, 236), (120 + s * 22, 231), (120 + s * 50, 238 - up), (120 + s * 58, 226 - up), (120 + s * 46, 248 - up * .5), (120 + s * 18, 249), (120, 245)], (120, 56, 20))


def onigiri(cv, p):
    rice = (252, 252, 248)
    def body(grow, c):
        for x, y in ((120, 140), (58, 276), (182, 276)):
            cv.ellipse(x, y, 38 + grow, 38 + grow, c)
        g = grow * .9
        cv.poly([(120 - 34 - g, 122), (120 + 34 + g, 122), (217 + g, 260), (206 + g, 300), (182, 314 + grow), (58, 314 + grow), (34 - g, 300), (23 - g, 260)], c)
    body(4, (206, 210, 214))
    body(0, rice)
    for x, y in ((100, 138), (140, 150), (74, 220), (168, 216), (50, 268), (196, 262), (122, 122)):
        cv.ellipse(x, y, 6, 3, (232, 234, 234))
    cv.box(76, 274, 88, 56, 6, (30, 58, 44))
    cheeks(cv, 120, 234, 58, (255, 176, 180), 14, 10)
    eyes(cv, p, 120, 208, gap=34, r=17, iris=(60, 60, 70), lid=(228, 226, 236), sleepy=.75)
    brows(cv, p, 120, 180, half=12, lift=12, angry=-4)
    mouth(cv, p, 120, 238, 20, 24, smile=6)
    if p.o < .1:                                       # a sleepy bubble
        r = 13 + 4 * math.sin(p.t * 5)
        cv.ellipse(134 + r * .7, 250, r, r, (120, 190, 240))
        cv.ellipse(130 + r * .7, 246, r * .3, r * .3, WHITE)


def monster(cv, p):
    skin, dark = (112, 200, 96), (60, 132, 66)
    for s in (-1, 1):
        cv.poly([(120 + s * 26, 150), (120 + s * 62, 168), (120 + s * (74 + 6 * p.beat), 92)], (250, 226, 150))
        hand = (120 + s * 102, 286 - 120 * p.o)        # arms up on the loud notes
        cv.stroke([(120 + s * 70, 282), (120 + s * 94, 282 - 40 * p.o), hand], 18, dark)
        cv.ellipse(hand[0], hand[1], 13, 13, skin)
    cv.ellipse(120, 240, 82, 104, dark)
    cv.ellipse(120, 238, 77, 99, skin)
    for x, y, r in ((62, 228, 7), (180, 236, 8), (66, 300, 8), (172, 302, 7), (164, 180, 5)):
        cv.ellipse(x, y, r, r, dark)
    r = 35 + 3 * p.o
    if p.blink > .8:
        cv.arc(120, 212, 32, 12, 5, INK)
    else:
        cv.ellipse(120, 202, r + 3, r + 3, INK)
        cv.ellipse(120, 202, r, r, WHITE)
        x = 120 + 9 * math.sin(p.t * 1.9)
        cv.ellipse(x, 204, 20, 20, (150, 70, 200))
        cv.ellipse(x, 204, 11, 11, INK)
        cv.ellipse(x - 6, 197, 5, 5, WHITE)
    cv.stroke([(94, 158 - 6 * p.o), (120, 152 - 6 * p.o), (146, 158 - 6 * p.o)], 7, dark)
    mouth(cv, p, 120, 272, 46, 36, lip=dark, smile=12)
    if p.o > .2:
        for x in (98, 142):
            cv.poly([(x - 7, 264), (x + 7, 264), (x, 280)], WHITE)


CAST = {  # painter, background from, to, bubble
    "person": (person, (255, 196, 120), (246, 108, 138)), "toaster": (toaster, (96, 196, 220), (60, 96, 190)),
    "teacup": (teacup, (120, 90, 190), (230, 110, 130)), "rooster": (rooster, (70, 70, 150), (250, 150, 110)),
    "cat": (cat, (250, 190, 200), (160, 120, 220)), "robot": (robot, (40, 30, 80), (150, 50, 140)),
    "sun": (sun, (60, 170, 240), (180, 236, 250)), "onigiri": (onigiri, (250, 130, 130), (255, 206, 150)),
    "monster": (monster, (90, 60, 170), (240, 130, 60)),
}


def main():
    if len(sys.argv) != 6 or sys.argv[2] not in CAST:
        sys.exit(__doc__ + "\nCharacters: " + " ".join(sorted(CAST)))
    path, name = sys.argv[1:3]
    fps, w, h = (int(x) for x in sys.argv[3:6])
    opened, wide, level = analyse(path, fps)
    paint, sky, ground = CAST[name]
    rnd = random.Random(name)
    cv = Canvas(w, h)
    tall = h / cv.k

    # the still background: a gradient with some soft discs
    for y in range(h):
        cv.span(y, 0, w, mix(sky, ground, round(y / h * 40) / 40))
    for _ in range(9):
        x, y, r = rnd.uniform(0, 240), rnd.uniform(60, tall - 40), rnd.uniform(12, 46)
        cv.ellipse(x, y, r, r, mix(mix(sky, ground, y / tall), WHITE, .13))
    back = bytes(cv.buf)
    cv.hole = mix(sky, ground, 214 / tall)

    blinks, t = [], .7
    while t < len(opened) / fps:
        blinks.append(t)
        t += rnd.uniform(1.1, 2.2)

    bars = 30
    shape = []
    for i in range(bars):
        part = level[i * len(level) // bars:max(i * len(level) // bars + 1, (i + 1) * len(level) // bars)]
        shape.append(max(part))
    beat = 0.0
    for i, o in enumerate(opened):
        t = i / fps
        rise = o - (opened[i - 1] if i else 0)
        beat = max(beat * .72, min(1.0, max(0.0, rise * 1.4)))
        blink = max([max(0.0, 1 - abs(t - b) / .1) for b in blinks] or [0.0])
        cv.buf[:] = back
        cv.dy = 12 - 7 * o - 5 * beat
        cv.dx = 3 * math.sin(t * 2.3)
        cv.tilt = .045 * math.sin(t * 3.1 + .6)
        paint(cv, Pose(o, wide[i], t, beat, blink))
        cv.dx = cv.dy = cv.tilt = 0.0
        cv.box(10, tall - 50, 220, 40, 20, mix(ground, INK, .6))
        for j, v in enumerate(shape):                  # the sound, and how far we are
            tall_bar = 4 + 22 * v
            done = (j + .5) / bars <= (i + 1) / len(opened)
            cv.box(20 + j * 6.7, tall - 30 - tall_bar / 2, 4.4, tall_bar, 2.2,
                   WHITE if done else mix(mix(ground, INK, .6), WHITE, .35))
        sys.stdout.buffer.write(cv.buf)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

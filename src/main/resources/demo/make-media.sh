#!/usr/bin/env bash
# Makes the demo media of Overdub: quotes/*.m4a (sounds) and dubs/*.mp4 (lip-synced cartoon faces).
#
# Needs the Debian packages  ffmpeg espeak-ng sox  (and python3; fonts-dejavu-core for the words in
# the picture - without that font the faces come without words).
# Run:  ./make-media.sh      It writes into its own folder and may be run again at any time; the
# same versions of the tools give the same bytes. Takes half a minute.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "${BASH_SOURCE[0]}")"

for tool in ffmpeg espeak-ng sox python3; do
  command -v "$tool" >/dev/null || { echo "make-media.sh: $tool is missing" >&2; exit 1; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p quotes dubs

FF=(ffmpeg -hide_banner -nostdin -loglevel error -y)
EXACT=(-fflags +bitexact -flags:v +bitexact -flags:a +bitexact -map_metadata -1)
FONT=/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf
LUFS=-15

sx() { sox -R -D "$@"; }          # -R: the same "random" numbers each time, -D: no dither

loudness() {                      # integrated loudness of a file, in LUFS
  ffmpeg -hide_banner -nostdin -i "$1" -af loudnorm=print_format=json -f null - 2>&1 |
    sed -n 's/.*"input_i" : "\(.*\)".*/\1/p'
}

# quote NAME RAW.wav: levels RAW to $LUFS and encodes quotes/NAME.m4a.
# These clips are too short for loudnorm's moving gain, so we let it measure and set one gain
# ourselves (twice: the limiter takes a little away the first time).
quote() {
  local name=$1 raw=$2 gain=0 now pass
  cp "$raw" "$tmp/level.wav"
  for pass in 1 2 3; do
    now=$(loudness "$tmp/level.wav")
    gain=$(awk -v g="$gain" -v n="$now" -v t="$LUFS" 'BEGIN { printf "%.2f", g + t - n }')
    "${FF[@]}" -i "$raw" -af "volume=${gain}dB,alimiter=limit=0.75:attack=2:release=40:level=disabled" \
      -ar 44100 -ac 1 -c:a pcm_s16le "$tmp/level.wav"
  done
  "${FF[@]}" -i "$tmp/level.wav" -vn -c:a aac -profile:a aac_low -b:a 56k -ar 44100 -ac 1 \
    "${EXACT[@]}" -movflags +faststart "quotes/$name.m4a"
  echo "quotes/$name.m4a"
}

# say NAME VOICE SPEED PITCH TEXT [sox effects...]
say() {
  local name=$1 voice=$2 speed=$3 pitch=$4 text=$5
  shift 5
  printf '%s' "$text" | espeak-ng -v "$voice" -s "$speed" -p "$pitch" -w "$tmp/say.wav" --stdin
  sx "$tmp/say.wav" -r 44100 -c 1 -b 16 "$tmp/raw.wav" gain -8 rate 44100 \
    silence 1 0.01 0.4% reverse silence 1 0.01 0.4% reverse pad 0.08 0.3 highpass 70 "$@" gain -n -3
  quote "$name" "$tmp/raw.wav"
}

# note OUT SECONDS FADE WAVES...: one note or chord; every wave is "type pitch".
note() {
  local out=$1 len=$2 fade=$3
  shift 3
  sx -n -r 44100 -c 1 -b 16 "$out" synth "$len" "$@" fade l 0.004 "$len" "$fade" gain -n -6
}

# tune OUT FADE "WAVE" PITCH:SECONDS...: a melody; "-" is a rest, a+b+c a chord.
tune() {
  local out=$1 fade=$2 wave=$3 i=0 item pitch len parts p
  shift 3
  rm -f "$tmp"/tune-*.wav
  for item in "$@"; do
    i=$((i + 1)) pitch=${item%%:*} len=${item#*:}
    if [ "$pitch" = - ]; then
      sx -n -r 44100 -c 1 -b 16 "$(printf '%s/tune-%03d.wav' "$tmp" $i)" trim 0 "$len"
    else
      parts=()
      for p in ${pitch//+/ }; do
        sx -n -r 44100 -c 1 -b 16 "$tmp/voice-${#parts[@]}.wav" synth "$len" $wave "$p" \
          fade l 0.004 "$len" "$(awk -v l="$len" -v f="$fade" 'BEGIN { print (f < l * .9) ? f : l * .9 }')" gain -6
        parts+=("$tmp/voice-${#parts[@]}.wav")
      done
      if [ ${#parts[@]} -gt 1 ]; then sx -m "${parts[@]}" "$(printf '%s/tune-%03d.wav' "$tmp" $i)"
      else cp "${parts[0]}" "$(printf '%s/tune-%03d.wav' "$tmp" $i)"; fi
    fi
  done
  sx "$tmp"/tune-*.wav "$out"
}

# ---- nine spoken quotes (our own lines) ---------------------------------------------------------
say nobody-panic   en-gb+f3           150 58 'Nobody panic! I have watched half of the tutorial.' pitch 120 reverb 18 50 40
say toaster-knows  en-us+m3           132 30 'The toaster knows what you did last Tuesday.'       pitch -180 bass +4 reverb 45 60 80
say sandwich       en-gb-scotland+m1  150 46 'This meeting could have been a sandwich.'           reverb 12 50 30 treble +2
say kein-hahn      de+m4              150 48 'Früh aufstehen? Ich bin doch kein Hahn!'            pitch 60 reverb 20 50 50
say mon-chat       fr-fr+f2           155 56 "Mon chat a lu ton message. Il n'est pas d'accord." pitch 150 chorus 0.7 0.9 25 0.3 0.25 2 -t
say con-musica     es+m2              160 52 '¡Yo no llego tarde, llego con música!'              echo 0.8 0.85 90 0.25 reverb 15
say o-cafe         pt-br+f4           158 50 'Calma, gente! O café ainda está pensando.'          pitch 80 reverb 22 50 60
say meri-chai      hi+f3              150 54 'अरे! मेरी चाय किसने पी ली?'                             pitch 100 reverb 18 50 45
say odorimasu      ja+f2              150 60 'おはよう！ ねむい けど、おどります！'                    pitch 220 reverb 16 50 40

# ---- five musical ones ---------------------------------------------------------------------------
# a jingle: plucked strings over a soft chord
tune "$tmp/a.wav" 0.1 pluck G4:0.17 C5:0.17 E5:0.17 G5:0.34 E5:0.17 G5:0.17 C6:1.0
tune "$tmp/b.wav" 0.3 triangle C3+E4+G4:0.85 F3+A4:0.34 C3+G4+C5:1.0
sx -m -v 1 "$tmp/a.wav" -v 0.3 "$tmp/b.wav" "$tmp/raw.wav" pad 0.05 0.4 reverb 35 50 60 gain -n -3
quote jingle "$tmp/raw.wav"

# a drum roll: a growing row of strokes, then the crash
sx -n -r 44100 -c 1 -b 16 "$tmp/n.wav" synth 0.055 whitenoise gain -6 highpass 900 fade l 0 0.055 0.05 gain -n -8
sx -n -r 44100 -c 1 -b 16 "$tmp/s.wav" synth 0.055 sine 230-150 fade l 0 0.055 0.045 gain -n -6
sx -m "$tmp/n.wav" "$tmp/s.wav" "$tmp/hit.wav"
sx "$tmp/hit.wav" "$tmp/roll.wav" repeat 38 fade q 1.9 gain -2
sx -n -r 44100 -c 1 -b 16 "$tmp/crash.wav" synth 1.3 whitenoise gain -6 highpass 3500 fade l 0 1.3 1.25 gain -n -7
sx -n -r 44100 -c 1 -b 16 "$tmp/kick.wav" synth 0.4 sine 150-45 fade l 0 0.4 0.35 gain -n -2
sx -m "$tmp/crash.wav" "$tmp/kick.wav" "$tmp/end.wav"
sx "$tmp/roll.wav" "$tmp/end.wav" "$tmp/raw.wav" lowpass 9000 pad 0.05 0.1 reverb 20 50 40 gain -n -3
quote drum-roll "$tmp/raw.wav"

# a fanfare: saw-tooth brass in thirds
tune "$tmp/raw0.wav" 0.05 sawtooth C4+E4+G4:0.16 -:0.03 C4+E4+G4:0.16 -:0.03 C4+E4+G4:0.16 -:0.03 F4+A4+C5:0.42 \
  C4+E4+G4:0.24 F4+A4+C5:0.24 G4+B4+D5+G5:1.15
sx "$tmp/raw0.wav" "$tmp/raw.wav" lowpass 2600 tremolo 5.5 12 pad 0.05 0.5 reverb 40 50 80 gain -n -3
quote fanfare "$tmp/raw.wav"

# a riser: everything goes up, then it lands
sx -n -r 44100 -c 1 -b 16 "$tmp/r1.wav" synth 2.6 sawtooth 110/880 gain -6 lowpass 2400 tremolo 9 40 fade q 2.2 2.6 0.02 gain -n -8
sx -n -r 44100 -c 1 -b 16 "$tmp/r2.wav" synth 2.6 sine 220/1760 fade q 2.4 2.6 0.02 gain -n -9
sx -n -r 44100 -c 1 -b 16 "$tmp/r3.wav" synth 2.6 pinknoise highpass 800 fade q 2.5 2.6 0.02 gain -n -8
sx -m "$tmp/r1.wav" "$tmp/r2.wav" "$tmp/r3.wav" "$tmp/up.wav"
note "$tmp/boom1.wav" 1.3 1.25 sine 90-38
sx -n -r 44100 -c 1 -b 16 "$tmp/boom2.wav" synth 1.3 triangle A3 triangle E4 triangle A4 remix - fade l 0.004 1.3 1.2 gain -n -8
sx -m "$tmp/boom1.wav" "$tmp/boom2.wav" "$tmp/boom.wav"
sx "$tmp/up.wav" "$tmp/boom.wav" "$tmp/raw.wav" pad 0.05 0.2 reverb 35 50 80 gain -n -3
quote riser "$tmp/raw.wav"

# a chiptune: square lead and arpeggio, triangle bass
tune "$tmp/a.wav" 0.03 square A4:0.12 C5:0.12 E5:0.12 A5:0.24 G5:0.12 E5:0.24 F4:0.12 A4:0.12 C5:0.12 F5:0.24 E5:0.12 C5:0.24 \
  G4:0.12 B4:0.12 D5:0.12 G5:0.24 B5:0.12 D6:0.12 A5:0.6
tune "$tmp/b.wav" 0.03 triangle A2:0.24 A2:0.24 A3:0.24 A2:0.24 F2:0.24 F2:0.24 F3:0.24 F2:0.24 G2:0.24 G2:0.24 G3:0.24 G2:0.12 A2:0.6
sx -m -v 0.35 "$tmp/a.wav" -v 0.9 "$tmp/b.wav" "$tmp/raw.wav" lowpass 7000 pad 0.05 0.15 gain -n -3
quote chiptune "$tmp/raw.wav"

# ---- nine dubs -----------------------------------------------------------------------------------
# dub NAME QUOTE CHARACTER FPS SIZE PROFILE MOOV WORDS
# The sound is the quote's own AAC stream, copied. MOOV is "first" (+faststart) or "last".
dub() {
  local name=$1 sound=quotes/$2.m4a who=$3 fps=$4 size=$5 profile=$6 moov=$7 words=$8
  local w=${size%x*} h=${size#*x} vf flags=()
  "${FF[@]}" -i "$sound" -ar 44100 -ac 1 -c:a pcm_s16le -bitexact "$tmp/dub.wav"
  vf="scale=$w:$h:flags=area+accurate_rnd+full_chroma_int+bitexact:out_color_matrix=bt709:out_range=tv,format=yuv420p"
  if [ -f "$FONT" ]; then
    local i=0 line
    while IFS= read -r line; do
      printf '%s' "$line" >"$tmp/line-$i.txt"
      vf+=",drawtext=fontfile=$FONT:textfile=$tmp/line-$i.txt:expansion=none:fontsize=$((w / 14)):fontcolor=white"
      vf+=":borderw=2:bordercolor=0x261e30:x=(w-tw)/2:y=$((h * 5 / 100 + i * w / 11))+(h/60-ascent/4)"
      i=$((i + 1))
    done <<<"$words"
  fi
  [ "$moov" = last ] || flags=(-movflags +faststart)
  python3 make-face.py "$tmp/dub.wav" "$who" "$fps" $((w * 2)) $((h * 2)) |
    ffmpeg -hide_banner -loglevel error -y -f rawvideo -pix_fmt rgb24 -s $((w * 2))x$((h * 2)) -r "$fps" -i - -i "$sound" \
      -map 0:v -map 1:a -vf "$vf" -c:v libx264 -profile:v "$profile" -preset slow -tune animation -crf 27 -bf 0 -g $((fps * 2)) \
      -maxrate 260k -bufsize 260k -threads 1 -bsf:v filter_units=remove_types=6 \
      -color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv \
      -c:a copy "${EXACT[@]}" "${flags[@]}" "dubs/$name.mp4"
  echo "dubs/$name.mp4"
}

dub ada-panic      nobody-panic  person  20 240x426 baseline first $'Nobody panic!\nI have watched half\nof the tutorial.'
dub ada-toaster    toaster-knows toaster 20 240x426 main     first $'The toaster knows\nwhat you did\nlast Tuesday.'
dub ada-chai       meri-chai     teacup  24 270x480 main     first $'Are! Meri chai\nkisne pi li?'
dub bela-hahn      kein-hahn     rooster 20 240x426 baseline first $'Früh aufstehen?\nIch bin doch\nkein Hahn!'
dub bela-chat      mon-chat      cat     20 270x480 main     last  $'Mon chat a lu ton\nmessage. Il n\'est pas\nd\'accord.'
dub bela-chiptune  chiptune      robot   24 240x426 main     first $'beep boop ♪'
dub chidi-musica   con-musica    sun     20 240x426 baseline first $'¡Yo no llego tarde,\nllego con música!'
dub chidi-ohayo    odorimasu     onigiri 15 240x426 main     first $'Ohayō! Nemui kedo,\nodorimasu!'
dub chidi-fanfare  fanfare       monster 24 240x426 main     first $'Ta-ta-ta-taaa! ♪'

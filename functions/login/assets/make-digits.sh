#!/bin/sh
# Speaks the ten digits once for each language and keeps them under assets/digits/<language>/<digit>.s8:
# 8,000 signed 8-bit samples a second, one channel, no header. To hear one:
#   play -t raw -r 8000 -e signed -b 8 -c 1 digits/en/7.s8
#
# Needs espeak-ng 1.51 and sox 14.4 (Debian 12: apt-get install espeak-ng sox). Run it again only to change a voice;
# the same versions write the same bytes.
#
# Chinese: the plain voice "cmn" of this espeak-ng spells most characters out in English (一 becomes "yi one"), so the
# digits are given in pinyin to the voice that reads pinyin.
# Thai: there are no recordings, and English is spoken instead. The voice "th" loses the vowel of สี่ and ห้า and
# knows no tones (its maintainers say so themselves); a wrong digit would be worse than an English one.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# say LANGUAGE VOICE WORDS_A_MINUTE DIGIT…   (from zero to nine)
say() {
    language=$1 voice=$2 speed=$3
    shift 3
    mkdir -p "digits/$language"
    digit=0
    for word in "$@"; do
        espeak-ng -v "$voice" -s "$speed" -w "$work/word.wav" "$word"
        # Cut the silence on both sides, lift the soft consonants, bring every digit to the same height.
        sox -D "$work/word.wav" -t raw -r 8000 -e signed -b 8 -c 1 "digits/$language/$digit.s8" \
            silence 1 0.005 0.5% fade 0.005 reverse silence 1 0.005 0.5% fade 0.005 reverse \
            gain -7 compand 0.003,0.03 6:-60,-60,-36,-20,0,-6 0 -60 norm -2
        digit=$((digit + 1))
    done
}

say zh-Hant cmn-latn-pinyin 120 ling2 yi1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3
say en en-us 130 zero one two three four five six seven eight nine
say vi vi 105 không một hai ba bốn năm sáu bảy tám chín
say id id 130 nol satu dua tiga empat lima enam tujuh delapan sembilan

#!/usr/bin/env bash
# Teaches the recogniser of npm's @tesseract.js-data/vie lines as Vietnamese offices write them. README.md beside this
# file says why, and what it takes.
#   bash test/training/train.sh WORK [PROSE]
# WORK gets office.traineddata.gz and all that is made on the way (500 MB); PROSE is a folder of Vietnamese texts, *.md
# and *.txt. FILES of 300 lines are drawn (100), STEPS are taught (25000, half as many more slowly).
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$here/../.."
work="${1:?Name a folder to work in}"
prose="${2:-}"
files="${FILES:-100}"
steps="${STEPS:-25000}"
mkdir -p "$work"
cd "$work"

for tool in lstmtraining combine_tessdata dawg2wordlist; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install tesseract-ocr" >&2; exit 1; }
done

gunzip -c "$root/node_modules/@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz" > vie.traineddata
combine_tessdata -u vie.traineddata vie. >/dev/null 2>&1
dawg2wordlist vie.lstm-unicharset vie.lstm-word-dawg words.txt >/dev/null 2>&1

echo "Drawing $files files of 300 lines"
for seed in $(seq "$files"); do
  [ -s "lines-$seed.lstmf" ] || python3 "$here/lines.py" --words words.txt --signs vie.lstm-unicharset \
    ${prose:+--prose "$prose"} "$seed" "lines-$seed.lstmf"
done
printf '%s\n' lines-*.lstmf | shuf --random-source=vie.lstm > files.txt

# One thread: for lines as short as these two are slower.
export OMP_THREAD_LIMIT=1
teach() { # NETWORK STEPS NAME
  lstmtraining --continue_from "$1" --traineddata vie.traineddata --model_output "$3" --train_listfile files.txt \
    --max_iterations "$2" --max_image_MB 4000 --debug_interval 0
}
python3 "$here/network.py" vie.lstm first.lstm
teach first.lstm "$steps" first
# More slowly at the end, so that it settles.
lstmtraining --stop_training --continue_from first_checkpoint --traineddata vie.traineddata --model_output first.traineddata
combine_tessdata -u first.traineddata taught. >/dev/null 2>&1
python3 "$here/network.py" taught.lstm second.lstm --rate 0.25
teach second.lstm "$((steps / 2))" second
lstmtraining --stop_training --convert_to_int --continue_from second_checkpoint --traineddata vie.traineddata \
  --model_output office.traineddata
gzip -9 -n -f office.traineddata
echo "Taught: $work/office.traineddata.gz. Read your sets of papers with it before it goes to src/reading/scan/language."

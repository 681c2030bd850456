#!/usr/bin/env bash
# The catalogue without the API: reads the static snapshot from storage or the CDN by the client rule in the README.
#
#   src/demo/catalogue.sh list                    ids, languages and titles
#   src/demo/catalogue.sh search TEXT             those whose title has this text, whatever its case
#   src/demo/catalogue.sh download ID [FILE]      the sound of a quote (ID.m4a)
#
# CATALOGUE is the address of the manifest, as GET /v1/quotes/snapshot told it once. COUNTRY (DE) is where somebody is; without
# it only what is for the whole world is shown. LANG_ONLY (de) takes one language. Needs curl, jq, sha256sum.
set -euo pipefail

die() { echo "catalogue: $*" >&2; exit 1; }
: "${CATALOGUE:?the address of the manifest, which GET /v1/quotes/snapshot tells}"
verb=${1:-list}
country=${COUNTRY:-}
language=${LANG_ONLY:-every}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

curl -fsS --compressed "$CATALOGUE" -o "$work/manifest.json" || die "no manifest there"
[ "$(jq .schema_version "$work/manifest.json")" = 1 ] || die "a newer client is needed for this manifest"
! jq -e --arg country "$country" '.api_only_markets | index($country)' "$work/manifest.json" >/dev/null \
    || die "there is no file for $country: ask the API"

# Its own file where the market's view differs, else that of the other markets; the language picked out where it has no file.
jq -c --arg country "$country" --arg language "$language" '
    (if $country == "" then ["world"] else ([$country] - ([$country] - .markets)) + ["other"] end) as $markets
    | [.files[]] as $files
    | [($language, "every") as $wanted | $markets[] as $market
       | $files[] | select(.market == $market and .language == $wanted)][0] // empty' \
    "$work/manifest.json" >"$work/file.json"
[ -s "$work/file.json" ] || die "the manifest names no file"

curl -fsS --compressed "$(jq -r .url "$work/file.json")" -o "$work/quotes.json" || die "the file cannot be fetched"
[ "$(sha256sum <"$work/quotes.json" | cut -d' ' -f1)" = "$(jq -r .sha256 "$work/file.json")" ] || die "the file is damaged"

# What is over by now is over without the API too.
jq -c --arg language "$language" '(now | todate) as $now | .quotes[]
    | select($language == "every" or .language == $language) | select((.unpublish_at // "9") > $now)' \
    "$work/quotes.json" >"$work/quotes.jsonl"

case $verb in
    list) jq -r '[.id, .language, .title] | @tsv' "$work/quotes.jsonl" ;;
    search)
        jq -r --arg text "${2:?a part of the title}" \
            'select(.title | test("\\Q" + $text + "\\E"; "i")) | [.id, .language, .title] | @tsv' "$work/quotes.jsonl"
        ;;
    download)
        url=$(jq -r --arg id "${2:?the id of a quote}" 'select(.id == $id) | .sound_url' "$work/quotes.jsonl")
        [ -n "$url" ] || die "no quote $2 here"
        curl -fsS "$url" -o "${3:-$2.m4a}"
        ;;
    *) die "list, search or download" ;;
esac

#!/usr/bin/env bash
# Shows that the catalogue outlives the API: the packaged demo runs against an S3 store that is a process of its own, publishes
# its snapshot, and is killed (kill -9). Then a client that knows nothing but the address of the manifest lists,
# searches and downloads. Needs curl, jq, sha256sum and a package (mvn package -DskipTests).
set -euo pipefail

top=$(cd "$(dirname "$0")/../.." && pwd)
app=$top/target/quarkus-app
work=$(mktemp -d)
children=()
say() { printf '\n== %s\n' "$*"; }
die() { echo "without-api: $*; see $work" >&2; exit 1; }
stop() {
    for child in "${children[@]}"; do
        kill "$child" 2>/dev/null && { wait "$child" 2>/dev/null || true; }
    done
}
trap stop EXIT
[ -e "$app/quarkus-run.jar" ] || { echo "first: mvn package -DskipTests" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

free_port() {
    local port=$1
    while (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
    echo "$port"
}
wait_for() {
    local what=$1 url=$2
    for _ in $(seq 600); do
        if curl -fsS -o /dev/null "$url" 2>/dev/null; then return; fi
        sleep 0.2
    done
    die "$what does not answer"
}

# PostgreSQL, Redis and the store, as a process of their own.
"$java" -cp "$app/app/*:$app/lib/boot/*:$app/lib/main/*" io.overdub.embedded.EnginesAlone "$work/engines" >"$work/settings" 2>"$work/engines.log" &
engines=$!
children+=("$engines")
until grep -qs '^$' "$work/settings"; do
    kill -0 "$engines" 2>/dev/null || die "the engines do not start"
    sleep 0.2
done

api_port=$(free_port 18280)
set -a
# shellcheck disable=SC1091
. "$work/settings"
set +a
# Sounds stay as they came, also where ffmpeg is: what comes out at the end is compared with what went in.
UPLOADS_MEDIA_ADAPTER=pass-through QUARKUS_PROFILE=demo QUARKUS_HTTP_PORT=$api_port OVERDUB_PUBLIC_URL=http://localhost:$api_port \
    QUARKUS_S3_AWS_CREDENTIALS_TYPE=default "$java" -jar "$app/quarkus-run.jar" >"$work/api.log" 2>&1 &
api=$!
children=("$api" "${children[@]}")
say "the API is process $api on port $api_port, the store process $engines at $QUARKUS_S3_ENDPOINT_OVERRIDE"
wait_for "the API" "http://127.0.0.1:$api_port/q/health/ready"

# The demo people bring their quotes first, then the snapshot follows by itself: wait until both have kept still.
last=
for _ in $(seq 120); do
    sleep 2
    shown=$(curl -fsS "http://127.0.0.1:$api_port/v1/quotes?limit=50" | jq '.items | length')
    manifest=$(curl -fsS "http://127.0.0.1:$api_port/v1/quotes/snapshot" 2>/dev/null | jq -r .manifest_url || true)
    has=$([ -n "$manifest" ] && curl -fsS "$manifest" | jq '[.files[] | select(.market == "world" and .language == "every") | .count][0]' || echo 0)
    now="$shown $has"
    if [ "$shown" = "$has" ] && [ "$shown" != 0 ] && [ "$now" = "$last" ]; then break; fi
    last=$now
done
[ "$shown" = "$has" ] || die "the API shows $shown quotes, the snapshot has $has"
curl -fsS "http://127.0.0.1:$api_port/v1/quotes?limit=50" | jq -r '.items[].id' | sort >"$work/api-ids.txt"
say "the API shows $shown quotes; the manifest is at $manifest"

say "kill -9 $api"
kill -9 "$api"
wait "$api" 2>/dev/null || true
if curl -fsS -o /dev/null "http://127.0.0.1:$api_port/q/health/live" 2>/dev/null; then die "the API still answers"; fi
echo "nothing answers on port $api_port"

export CATALOGUE=$manifest
client=$top/src/demo/catalogue.sh
say "catalogue.sh list"
"$client" list | tee "$work/list.txt"
cut -f1 "$work/list.txt" | sort | cmp - "$work/api-ids.txt" || die "that is not what the API showed"

title=$(sed -n 1p "$work/list.txt" | cut -f3)
word=$(printf '%s' "$title" | awk '{print toupper($NF)}')
say "catalogue.sh search $word"
"$client" search "$word" | tee "$work/found.txt"
[ -s "$work/found.txt" ] || die "nothing was found"

id=$(cut -f1 "$work/found.txt" | head -1)
say "catalogue.sh download $id"
"$client" download "$id" "$work/sound.m4a"
sum=$(sha256sum <"$work/sound.m4a" | cut -d' ' -f1)
for original in "$top"/src/main/resources/demo/quotes/*; do
    if [ "$(sha256sum <"$original" | cut -d' ' -f1)" = "$sum" ]; then
        echo "$(wc -c <"$work/sound.m4a") bytes, the same as ${original#"$top"/}"
        stop
        children=()
        rm -rf "$work"
        exit 0
    fi
done
die "what was downloaded is none of the demo's sounds"

#!/bin/sh
# Writes docker/.env with fresh secrets, once: they hold what was made with them, so a second run changes nothing.
# "docker/secrets.sh --print" prints the two that every production needs, for platforms that keep settings themselves.
# Needs openssl.
set -eu
umask 077

base64url() {
    base64 | tr -d '\n=' | tr '+/' '-_'
}

# A JWK Set with one private P-256 key. The last 121 bytes of its DER form are fixed but for d (32 bytes) and x and y
# (32 each): 30 77 02 01 01 04 20 d … a1 44 03 42 00 04 x y.
token_keys() {
    der=$(mktemp)
    trap 'rm -f "$der"' EXIT
    openssl ecparam -name prime256v1 -genkey -noout | openssl ec -outform DER -out "$der" 2>/dev/null
    [ "$(wc -c <"$der")" -eq 121 ] || { echo "secrets.sh: this openssl writes keys in another form" >&2; exit 1; }
    printf '{"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"%s","x":"%s","y":"%s","d":"%s"}]}' \
        "$(date -u +%Y-%m-%d)-$(openssl rand -hex 4)" \
        "$(dd if="$der" bs=1 skip=57 count=32 2>/dev/null | base64url)" \
        "$(dd if="$der" bs=1 skip=89 count=32 2>/dev/null | base64url)" \
        "$(dd if="$der" bs=1 skip=7 count=32 2>/dev/null | base64url)"
}

every_production() {
    secret=$(openssl rand -hex 32)
    keys=$(token_keys)
    printf "OVERDUB_SECRET=%s\nACCOUNTS_TOKENS_KEYS='%s'\n" "$secret" "$keys"
}

if [ "${1:-}" = --print ]; then
    every_production
    exit
fi

file=$(dirname "$0")/.env
if [ -e "$file" ]; then
    echo "$file is there already; nothing changed"
    exit
fi
made=$(
    every_production
    printf 'POSTGRES_PASSWORD=%s\n' "$(openssl rand -hex 24)"
    printf 'REDIS_PASSWORD=%s\n' "$(openssl rand -hex 24)"
    printf 'STORE_ACCESS_KEY=%s\n' "$(openssl rand -hex 10)"
    printf 'STORE_SECRET_KEY=%s\n' "$(openssl rand -hex 24)"
)
printf '%s\n' "$made" >"$file"
echo "wrote $file"

#!/usr/bin/env bash
# Follows a subscription over server-sent events, and goes on where it stopped when it is started again.
# Settings are environment variables, see ../README.md.
set -euo pipefail

url=${PIPELINEGRAPH_URL:-http://127.0.0.1:5080/graphql}
subscription=${SUBSCRIPTION:-$(dirname "$0")/../subscription.graphql}
cursor_file=${CURSOR_FILE:-cursor.txt}

# Either the old cursor is in the file or the new one.
store() {
  printf %s "$1" >"$cursor_file.new"
  mv "$cursor_file.new" "$cursor_file"
}

# Your part: $1 is a result as JSON. After a crash it may come a second time, with the same cursor.
handle() { printf '%s\n' "$1"; }

# Without a file it begins with what comes next, and a comment says at once where that is.
follow() {
  local token cursor
  token=$(if [ -n "${TOKEN_COMMAND:-}" ]; then sh -c "$TOKEN_COMMAND"; else echo "${TOKEN:-}"; fi)
  cursor=$(cat "$cursor_file" 2>/dev/null || true)
  curl -sSfNG "${url/#ws/http}" -H "Accept: text/event-stream" -H "Authorization: Bearer $token" \
    -H "Last-Event-ID: $cursor" --data-urlencode "query@$subscription" --speed-time 30 --speed-limit 1
}

# Exits with 1 where the server says that this is all: it does when it refuses the subscription.
take() {
  local line id=
  while IFS= read -r line; do
    case $line in
      ': {"cursor":"'*) store "$(cut -d'"' -f4 <<<"$line")" ;;
      "id: "*) id=${line#id: } ;;
      "data: "*)
        handle "${line#data: }"
        if [ -n "$id" ]; then store "$id"; fi
        id=
        ;;
      "event: complete") return 1 ;;
    esac
  done
}

while follow | take || [ "${PIPESTATUS[1]}" -eq 0 ]; do
  echo closed >&2
  sleep 1
done
exit 1

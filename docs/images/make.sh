#!/usr/bin/env bash
#
# Makes the pictures in this folder from reports of `simulate` on the recorded traces. Needs Chromium, or Chrome, which is
# looked for on the PATH; or say where it is: CHROMIUM=/path/to/chromium docs/images/make.sh

set -euo pipefail

images=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$(dirname "$images")")
traces=simulator/src/test/resources/traces

for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
  command -v "$browser" >/dev/null && break
done
command -v "$browser" >/dev/null || {
  echo "make.sh: no Chromium found: install it, or name it in the variable CHROMIUM" >&2
  exit 2
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"

# report NAME ARGUMENT...: a report of simulate
report() {
  ./endpointslice-controller simulate "${@:2}" -o html --output-file "$work/$1.html"
}

# picture NAME REPORT WIDTH,HEIGHT HIDDEN: what a report shows without the elements of that selector
picture() {
  local options=(--headless --hide-scrollbars --virtual-time-budget=10000)
  [[ $(id -u) != 0 ]] || options+=(--no-sandbox)
  sed "s|^</style>|header, footer, nav, details, .size, section:has(#asked), $4 { display: none !important; }</style>|" \
    "$work/$2.html" >"$work/$1.picture.html"
  "$browser" "${options[@]}" --window-size="$3" --screenshot="$images/$1.png" "file://$work/$1.picture.html" 2>/dev/null
}

report lifecycle "$traces"/lc-*.json
report sizes "$traces/lc-flap.json" --max-endpoints-per-slice 10,50,100,250,500,1000
report drains "$traces/lc-drains.json" --policy reference,merging,churn-aware
picture writes lifecycle 1100,850 "#stories, #compared"
picture bytes sizes 1100,490 "#comparison, #stories h2, #stories h2 + p, .pair figure:first-child, #stories section > :not(.pair)"
picture fill drains 1300,510 "#comparison, #stories h2, #stories h2 + p, .pair"

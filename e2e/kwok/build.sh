#!/usr/bin/env bash
#
# Builds KWOK, the kubelets of the benchmark's rollout, into target/ from the modules that go.mod and go.sum name. The first
# time takes some minutes; after that Go's build cache has it.

set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
command -v go >/dev/null || {
  echo "kwok: no go found: install Go 1.26 or later and put it on the PATH" >&2
  exit 2
}
GOTOOLCHAIN=local GOWORK=off CGO_ENABLED=0 \
  go build -mod=readonly -buildvcs=false -trimpath -ldflags "-s -w" -o target/kwok sigs.k8s.io/kwok/cmd/kwok

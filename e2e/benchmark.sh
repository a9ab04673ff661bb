#!/usr/bin/env bash
#
# Measures kube-controller-manager and this controller in turn on the same load, against a real API server, and prints
# the figures side by side. See docs/benchmark.md, or --help.

set -euo pipefail

program=benchmark
source "$(dirname "${BASH_SOURCE[0]}")/measuring.sh"

CONTROL_PLANE_REQUIRED=1 "$e2e/control-plane/install.sh" >&2 || fail "the Kubernetes servers could not be built, see above"
if [[ " $* " != *" --scenario"* || $* == *rollout* ]]; then
  "$e2e/kwok/build.sh" >&2 || fail "KWOK could not be built, see above"
fi
build
become -Xmx512m -De2e.deploy="$root/deploy" -De2e.kwok="$e2e/kwok/target/kwok" io.endpointslice.e2e.benchmark.Benchmark "$@"

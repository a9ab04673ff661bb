#!/usr/bin/env bash
#
# Measures this controller on clusters of up to 150,000 Pods, against a stand-in for the API server. See docs/benchmark.md, or
# --help.

set -euo pipefail

program=scale
source "$(dirname "${BASH_SOURCE[0]}")/measuring.sh"

build
become -Xmx768m io.endpointslice.e2e.scale.Scale "$@"

#!/usr/bin/env bash
#
# Measures kube-controller-manager and this controller in turn on the same load, against a real API server, and prints
# the figures side by side. See docs/benchmark.md, or --help.

set -euo pipefail

fail() {
  echo "benchmark: $1" >&2
  exit 2
}

e2e=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$e2e")
classpath=$e2e/target/benchmark.classpath

[[ -r /proc/self/stat ]] || fail "there is no /proc to read CPU time and memory from: run it on Linux"
command -v mvn >/dev/null || fail "no mvn found: install Maven 3.8 or newer and put it on the PATH"
CONTROL_PLANE_REQUIRED=1 "$e2e/control-plane/install.sh" >&2 || fail "the Kubernetes servers could not be built, see above"
if [[ " $* " != *" --scenario"* || $* == *rollout* ]]; then
  "$e2e/kwok/build.sh" >&2 || fail "KWOK could not be built, see above"
fi
(cd "$root" && mvn -q -B -Dstyle.color=never -pl e2e -am -DskipChecks -DskipTests package \
  dependency:build-classpath -Dmdep.outputFile=target/benchmark.classpath -Dmdep.includeScope=test </dev/null >&2) ||
  fail "the build failed, see above"

echo "benchmark: recording a start of ours, which takes half a minute" >&2
"$root/endpointslice-controller" --record-start </dev/null >&2

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
exec "$java" -XX:+UseSerialGC -Xmx512m -cp "$e2e/target/test-classes:$(<"$classpath")" \
  -De2e.workDir="$e2e/target/e2e-servers" -De2e.launcher="$root/endpointslice-controller" -De2e.deploy="$root/deploy" \
  -De2e.kwok="$e2e/kwok/target/kwok" \
  io.endpointslice.e2e.benchmark.Benchmark "$@"

#!/usr/bin/env bash
#
# Measures this controller on clusters of up to 150,000 Pods, against a stand-in for the API server. See docs/benchmark.md, or
# --help.

set -euo pipefail

fail() {
  echo "scale: $1" >&2
  exit 2
}

e2e=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$e2e")
classpath=$e2e/target/benchmark.classpath

[[ -r /proc/self/stat ]] || fail "there is no /proc to read CPU time and memory from: run it on Linux"
command -v mvn >/dev/null || fail "no mvn found: install Maven 3.8 or newer and put it on the PATH"
(cd "$root" && mvn -q -B -Dstyle.color=never -pl e2e -am -DskipChecks -DskipTests package \
  dependency:build-classpath -Dmdep.outputFile=target/benchmark.classpath -Dmdep.includeScope=test </dev/null >&2) ||
  fail "the build failed, see above"

echo "scale: recording a start of the controller, which takes half a minute" >&2
"$root/endpointslice-controller" --record-start </dev/null >&2

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
exec "$java" -XX:+UseSerialGC -Xmx768m -cp "$e2e/target/test-classes:$(<"$classpath")" \
  -De2e.workDir="$e2e/target/e2e-servers" -De2e.launcher="$root/endpointslice-controller" \
  io.endpointslice.e2e.scale.Scale "$@"

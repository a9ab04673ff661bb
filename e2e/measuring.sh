# What benchmark.sh and scale.sh share. They set "program", the name that their messages begin with, and source this.

fail() {
  echo "$program: $1" >&2
  exit 2
}

e2e=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$e2e")

[[ -r /proc/self/stat ]] || fail "there is no /proc to read CPU time and memory from: run it on Linux"
command -v mvn >/dev/null || fail "no mvn found: install Maven 3.8 or newer and put it on the PATH"

# Builds the controller and what measures it, and records a start of the controller.
build() {
  (cd "$root" && mvn -q -B -Dstyle.color=never -pl e2e -am -DskipChecks -DskipTests package \
    dependency:build-classpath -Dmdep.outputFile=target/benchmark.classpath -Dmdep.includeScope=test </dev/null >&2) ||
    fail "the build failed, see above"
  echo "$program: recording a start of the controller, which takes half a minute" >&2
  "$root/endpointslice-controller" --record-start </dev/null >&2
}

# Becomes Java with what was built: options of the JVM, the main class, its arguments.
become() {
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC \
    -cp "$e2e/target/test-classes:$(<"$e2e/target/benchmark.classpath")" \
    -De2e.workDir="$e2e/target/e2e-servers" -De2e.launcher="$root/endpointslice-controller" "$@"
}

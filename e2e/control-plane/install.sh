#!/usr/bin/env bash
#
# Builds the Kubernetes servers of the end-to-end tests (main.go) and puts them
# where kube-api-test looks for servers that are there already, so that the tests
# need no download. Does nothing if they are up to date. See README.md.
#
# Environment:
#   KUBE_API_TEST_DIR       kube-api-test's folder (default: ~/.kubeapitest)
#   CONTROL_PLANE_REQUIRED  1: fail if the servers cannot be built here, instead
#                           of leaving it to kube-api-test to download official ones

set -euo pipefail

programs=(etcd kube-apiserver kube-controller-manager kube-proxy kube-scheduler kubectl)

say() { echo "control-plane: $*" >&2; }
die() { say "$@"; exit 1; }

# Ends the script when there is nothing to build with; $1 is the reason.
cannot_build() {
  if [[ ${CONTROL_PLANE_REQUIRED:-} == 1 ]]; then
    die "$1: install Go $go_required or later to build the Kubernetes $version servers"
  elif [[ -e $target/kube-apiserver && -e $target/etcd && -e $target/kubectl ]]; then
    say "$1: the tests use the servers that are in $target as they are"
  else
    say "$1: the tests will download official Kubernetes $major.$minor servers"
  fi
  exit 0
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

# Whether all programs are in $target and were built from the present sources.
up_to_date() {
  local program
  [[ -f $target/$stamp && $(<"$target/$stamp") == "$sources" ]] || return 1
  for program in "${programs[@]}"; do
    [[ -x $target/$program ]] || return 1
  done
}

# Whether there is a Go that is new enough by itself, without fetching another one.
go_new_enough() {
  local found
  found=$(cd / && go env GOVERSION 2>/dev/null) || return 1
  [[ $found =~ go1\.([0-9]+) ]] && ((BASH_REMATCH[1] >= ${go_required#1.}))
}

build() {
  local started=$SECONDS program
  staging=$(mktemp -d "$root/.build.XXXXXX")
  trap 'rm -rf "$staging"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  say "building the Kubernetes $version servers into $target (once; takes 6 to 10 minutes)"
  if ! GOOS=$os GOARCH=$arch CGO_ENABLED=0 GOWORK=off \
    go build -mod=readonly -buildvcs=false -trimpath -ldflags "$ldflags" -o "$staging/new/${programs[0]}" . \
    >"$staging/log" 2>&1 9>&-; then
    tail -n 20 "$staging/log" >&2
    die "the build of the Kubernetes $version servers failed, see above"
  fi
  for program in "${programs[@]:1}"; do
    ln "$staging/new/${programs[0]}" "$staging/new/$program"
  done

  # kube-api-test takes any folder of the right name for a complete one: a new
  # folder appears with all its files at once, and in an old one each file is
  # replaced as a whole. The stamp is there only with the files it speaks of.
  if [[ -d $target ]]; then
    rm -f "$target/$stamp"
    for program in "${programs[@]}"; do
      mv -f "$staging/new/$program" "$target/$program"
    done
    echo "$sources" >"$staging/$stamp"
    mv -f "$staging/$stamp" "$target/$stamp"
  else
    echo "$sources" >"$staging/new/$stamp"
    mv "$staging/new" "$target"
  fi
  say "built the Kubernetes $version servers in $((SECONDS - started)) s"
}

cd "$(dirname "${BASH_SOURCE[0]}")"

# The versions are go.mod's.
go_mod=$(<go.mod)
[[ $go_mod =~ k8s\.io/kubernetes\ v([0-9]+)\.([0-9]+)\.([0-9]+) ]] || die "no Kubernetes version in go.mod"
major=${BASH_REMATCH[1]} minor=${BASH_REMATCH[2]} patch=${BASH_REMATCH[3]}
version=$major.$minor.$patch
[[ $go_mod =~ [[:space:]]go\ ([0-9]+\.[0-9]+) ]] || die "no Go version in go.mod"
go_required=${BASH_REMATCH[1]}

# The names that kube-api-test has for operating systems and machines.
os=$(uname -s | tr '[:upper:]' '[:lower:]')
arch=$(uname -m)
case $arch in
  x86_64) arch=amd64 ;;
  aarch64) arch=arm64 ;;
esac

package=k8s.io/component-base/version
ldflags="-s -w -X $package.gitVersion=v$version -X $package.gitMajor=$major -X $package.gitMinor=$minor"

root=${KUBE_API_TEST_DIR:-$HOME/.kubeapitest}/k8s
target=$root/$version-$os-$arch
stamp=.control-plane-sources
sources=$({ cat main.go go.mod go.sum; echo "$ldflags"; } | sha256)

up_to_date && exit

[[ $os-$arch =~ ^(linux|darwin)-(amd64|arm64)$ ]] || cannot_build "the servers are not built for $os-$arch"
export GOTOOLCHAIN=local
go_new_enough || cannot_build "Go $go_required is not found"

mkdir -p "$root"
# One build at a time. Where there is no flock, two of them only waste time.
if command -v flock >/dev/null; then
  exec 9>"$root/.lock"
  if ! flock -n 9; then
    say "waiting for another build of the servers"
    flock 9
  fi
  up_to_date && exit
  rm -rf "$root"/.build.* # of builds that were killed
fi
build

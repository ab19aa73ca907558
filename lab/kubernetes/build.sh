#!/bin/sh
# Builds the server side of Kubernetes from Debian's own source tarball, with Debian's Go and nothing from the
# network: the tarball is vendored.
#
#   build.sh <orig tarball> <version> <go> <folder of newer libraries> <work folder> <output folder>
set -eu

tarball=$1 version=$2 go=$3 newer=$4 work=$5 output=$6
package=k8s.io/kubernetes

# GOPATH mode on purpose: in module mode this tree's go.mod would first have to be updated from the network.
# The Go build cache lives in the work folder so that an interrupted build continues where it stopped.
export GOPATH="$work/gopath" GOCACHE="$work/cache" GOTMPDIR="$work/tmp"
export GO111MODULE=off CGO_ENABLED=0 GOFLAGS=-trimpath
# The OpenAPI generator looks for the standard library through `go` on PATH.
PATH=$(dirname "$go"):$PATH
tree=$GOPATH/src/$package
mkdir -p "$GOCACHE" "$GOTMPDIR" "$output"

if [ ! -e "$work/unpacked" ]; then
  rm -rf "$tree"
  mkdir -p "$tree"
  tar -xf "$tarball" -C "$tree" --strip-components=1
  # The vendored one goes through maps as Go did before 1.18. With Go 1.19 the API server dies of that at the first custom
  # resource with a map in it.
  rm -rf "$tree/vendor/github.com/modern-go/reflect2"
  cp -r "$newer/usr/share/gocode/src/github.com/modern-go/reflect2" "$tree/vendor/github.com/modern-go/"
  touch "$work/unpacked"
fi
cd "$tree"

# Without these a 1.20.2 server calls itself v0.0.0 and clients that look at the version refuse it.
flags='-s -w'
for holder in component-base/version client-go/pkg/version; do
  name=$package/vendor/k8s.io/$holder
  flags="$flags -X $name.gitVersion=v$version -X $name.gitTreeState=clean"
  flags="$flags -X $name.gitMajor=$(echo "$version" | cut -d. -f1) -X $name.gitMinor=$(echo "$version" | cut -d. -f2)"
done

build() {
  "$go" build -tags providerless -ldflags "$flags" -o "$output/$1.partial" "./cmd/$1"
  mv "$output/$1.partial" "$output/$1"
  echo "built $1"
}

# The API server compiles only with its OpenAPI definitions, which the tarball leaves to a generator.
generate_openapi() {
  generator=$work/openapi-gen
  "$go" build -o "$generator" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
  inputs=$(
    {
      grep -rl --include='*.go' '+k8s:openapi-gen=' pkg plugin cmd | sed "s#^#$package/#"
      cd staging/src
      grep -rl --include='*.go' '+k8s:openapi-gen=' . |
        grep -v -e sample-apiserver -e code-generator -e _examples | sed "s#^\./#$package/vendor/#"
    } | xargs -n1 dirname | sort -u | paste -sd, -
  )
  "$generator" -i "$inputs" -p $package/pkg/generated/openapi -O zz_generated.openapi \
    -h vendor/k8s.io/code-generator/hack/boilerplate.go.txt -o "$GOPATH/src" -r "$work/openapi-violations"
}

[ -e pkg/generated/openapi/zz_generated.openapi.go ] || generate_openapi
for command in kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy; do
  [ -x "$output/$command" ] || build $command
done

// Command control-plane is the Kubernetes servers that the end-to-end tests
// run against, in one program: like busybox, it becomes the server whose name
// it is called by. See README.md.
package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	_ "time/tzdata" // the servers' own copy of the time zones, as in the official builds

	"go.etcd.io/etcd/server/v3/etcdmain"
	_ "k8s.io/client-go/plugin/pkg/client/auth" // kubectl's ways to log in
	"k8s.io/component-base/cli"
	"k8s.io/component-base/logs"
	_ "k8s.io/component-base/logs/json/register"          // --logging-format=json
	_ "k8s.io/component-base/metrics/prometheus/clientgo" // client metrics on /metrics
	_ "k8s.io/component-base/metrics/prometheus/version"  // kubernetes_build_info on /metrics
	kubectl "k8s.io/kubectl/pkg/cmd"
	kubectlutil "k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

// exitUnknownName is the exit code when the program has a name that is none of
// the servers'.
const exitUnknownName = 2

// programs maps each name that the program can be called by to what it then
// runs. A command is built only when it is run, because building one has side
// effects (flags, feature gates and metrics are registered globally). Each
// function returns the exit code, and finds its arguments in os.Args.
var programs = map[string]func() int{
	"etcd":                    runEtcd,
	"kube-apiserver":          func() int { return cli.Run(apiserver.NewAPIServerCommand()) },
	"kube-controller-manager": func() int { return cli.Run(controllermanager.NewControllerManagerCommand()) },
	"kube-proxy":              func() int { return cli.Run(proxy.NewProxyCommand()) },
	"kube-scheduler":          func() int { return cli.Run(scheduler.NewSchedulerCommand()) },
	"kubectl":                 runKubectl,
}

func main() {
	name := strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	run, ok := programs[name]
	if !ok {
		names := slices.Sorted(maps.Keys(programs))
		fmt.Fprintf(os.Stderr, "control-plane: called as %q, must be called (a link will do) as one of: %s\n",
			name, strings.Join(names, ", "))
		os.Exit(exitUnknownName)
	}
	os.Exit(run())
}

// runEtcd runs etcd, which parses the arguments itself and exits by itself when
// it fails.
func runEtcd() int {
	etcdmain.Main(os.Args)
	return 0
}

// runKubectl runs kubectl. Unlike the servers it needs its verbosity (-v) while
// its command is still being built, and words its errors for people.
func runKubectl() int {
	_, _ = logs.GlogSetter(kubectl.GetLogVerbosity(os.Args))
	if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
		kubectlutil.CheckErr(err) // exits
		return 1
	}
	return 0
}

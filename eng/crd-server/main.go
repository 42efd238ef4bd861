// A server of nothing but CustomResourceDefinitions and their objects: Kubernetes' own code for them, alone. It has no namespaces, no roles and no
// other kinds; who shows a certificate of the group system:masters may do everything, and nobody else anything.
//
//go:debug default=go1.26
package main

import (
	"fmt"
	"os"

	"github.com/spf13/pflag"
	"k8s.io/apiextensions-apiserver/pkg/apiserver"
	"k8s.io/apiextensions-apiserver/pkg/cmd/server/options"
	"k8s.io/apiextensions-apiserver/pkg/generated/openapi"
	openapinamer "k8s.io/apiserver/pkg/endpoints/openapi"
	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/apiserver/pkg/util/webhook"
	"k8s.io/client-go/kubernetes/scheme"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	given, err := read(arguments)
	if err != nil {
		return err
	}
	config, err := configure(given)
	if err != nil {
		return err
	}

	completed := config.Complete()
	// Completing turns it off, since beside it a kube-apiserver lists the groups. Here there is none.
	completed.GenericConfig.EnableDiscovery = true
	server, err := completed.New(genericapiserver.NewEmptyDelegate())
	if err != nil {
		return err
	}
	return server.GenericAPIServer.PrepareRun().RunWithContext(genericapiserver.SetupSignalContext())
}

// read takes the server's own options, with all off that would ask a kube-apiserver.
func read(arguments []string) (*options.CustomResourceDefinitionsServerOptions, error) {
	given := options.NewCustomResourceDefinitionsServerOptions(os.Stdout, os.Stderr)
	recommended := given.RecommendedOptions
	recommended.CoreAPI = nil
	recommended.Admission = nil
	recommended.Features.EnablePriorityAndFairness = false
	recommended.Authentication.RemoteKubeConfigFileOptional = true
	recommended.Authentication.SkipInClusterLookup = true
	recommended.Authorization.RemoteKubeConfigFileOptional = true

	flags := pflag.NewFlagSet("crd-server", pflag.ContinueOnError)
	given.AddFlags(flags)
	if err := flags.Parse(arguments); err != nil {
		return nil, err
	}
	if err := given.ServerRunOptions.ComponentGlobalsRegistry.Set(); err != nil {
		return nil, err
	}
	if err := given.Complete(); err != nil {
		return nil, err
	}
	return given, given.Validate()
}

// configure does what the options' own Config does, which needs the Services of a kube-apiserver to find webhooks by.
func configure(given *options.CustomResourceDefinitionsServerOptions) (*apiserver.Config, error) {
	generic := genericapiserver.NewRecommendedConfig(apiserver.Codecs)
	if err := given.ServerRunOptions.ApplyTo(&generic.Config); err != nil {
		return nil, err
	}
	if err := given.RecommendedOptions.ApplyTo(generic); err != nil {
		return nil, err
	}
	if err := given.APIEnablement.ApplyTo(&generic.Config, apiserver.DefaultAPIResourceConfigSource(), apiserver.Scheme); err != nil {
		return nil, err
	}

	namer := openapinamer.NewDefinitionNamer(apiserver.Scheme, scheme.Scheme)
	generic.OpenAPIConfig = genericapiserver.DefaultOpenAPIConfig(openapi.GetOpenAPIDefinitions, namer)
	generic.OpenAPIV3Config = genericapiserver.DefaultOpenAPIV3Config(openapi.GetOpenAPIDefinitions, namer)
	getter := options.NewCRDRESTOptionsGetter(*given.RecommendedOptions.Etcd, generic.ResourceTransformers, generic.StorageObjectCountTracker)
	return &apiserver.Config{
		GenericConfig: generic,
		ExtraConfig:   apiserver.ExtraConfig{CRDRESTOptionsGetter: getter, ServiceResolver: webhook.NewDefaultServiceResolver()},
	}, nil
}

.PHONY: help build test test-unit test-faults test-crd soak cluster-up cluster-down cluster-shell cluster-test format bench bench-quick publish images demo demo-down clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## compile everything, warnings are errors
	dotnet build Operator.sln -c Release --nologo

test: ## install what the tests need, a Kubernetes too, and run them, all but those of faults (root, Debian)
	eng/test.sh

test-unit: ## every test that needs no Kubernetes
	eng/test.sh --unit

test-faults: ## what users fear: processes killed, the database and the API server gone, two leaders, 200 jobs at once (root, Debian)
	eng/test.sh --faults

test-crd: ## the rules of the CRD, on an API server of today built from Debian sid (once, about five minutes)
	eng/crd-server/test

soak: ## the ten minutes of faults in front of the Kubernetes client; memory must stay flat
	eng/soak.sh

NAME ?= dev
cluster-up: ## start a Kubernetes of one node, as root; NAME=... for another beside it; prints its kubeconfig
	@eng/cluster/up $(NAME)

cluster-down: ## remove it
	@eng/cluster/down $(NAME)

cluster-shell: ## a shell in its network, with kubectl, helm and ctr
	@eng/cluster/shell $(NAME)

cluster-test: ## test starting, repairing and removing clusters (about four minutes)
	eng/cluster/selftest

format: ## fail where the code is not formatted
	dotnet format Operator.sln --verify-no-changes --no-restore

bench: ## measure beside the peers and rewrite the tables of docs/performance.md and its neighbours (about fifty minutes)
	eng/bench.sh --only local --write docs/performance.md
	eng/bench.sh --only queue --write docs/performance-queue.md
	eng/bench.sh --only kubernetes --write docs/performance-kubernetes.md
	eng/bench.sh --only operator --write docs/performance-operator.md

bench-quick: ## the same with small sizes, to see that it works; its figures mean nothing
	eng/bench.sh --quick

publish: ## pjob (also as kubectl-paralleljob) and the worker program for linux-x64, in artifacts/pjob and artifacts/pjob-worker
	dotnet publish src/Cli -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true -p:NuGetLockFilePath=obj/publish.lock.json -o artifacts/pjob --nologo
	dotnet publish src/WorkerImage -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true -p:NuGetLockFilePath=obj/publish.lock.json -o artifacts/pjob-worker --nologo

images: ## the images of operator and worker, as archives in artifacts/images; BASE, TAG, REGISTRY, BUILDER as eng/images says
	eng/images

demo: ## a Kubernetes on this machine with the operator, and a job on it (root, Debian; or PARALLELJOBS_KUBECONFIG, see eng/demo)
	eng/demo

demo-down: ## remove it
	eng/demo down

clean: ## remove what was built
	dotnet clean Operator.sln -c Release --nologo -v q
	rm -rf artifacts

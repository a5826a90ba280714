//go:build tools

package tools

import _ "k8s.io/cloud-provider-openstack/cmd/openstack-cloud-controller-manager"

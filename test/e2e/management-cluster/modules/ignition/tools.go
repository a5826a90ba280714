//go:build tools

package tools

import _ "github.com/flatcar/ignition/validate"

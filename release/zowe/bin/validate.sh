#!/bin/sh
# Checks the storage of the Caching Service each time that Zowe starts.
#
# Zowe reads this file with the command "." in the directory of the component. A status other than
# 0 stops the start of Zowe (zowe-install-packaging, internal/start/prepare). So the status is 0
# unless components.zwe-vsam.onError is exit. The parentheses keep what is set here from Zowe.

zwe_vsam_validate() (
  on_error=${ZWE_configs_onError:-warn}
  python=${ZWE_configs_python:-}
  config=${ZWE_CLI_PARAMETER_CONFIG:-}
  program=$(pwd)/lib/zwe-vsam.pyz

  if [ -z "$python" ]; then
    python=python3
    if [ -n "${PYTHON_HOME:-}" ] && [ -x "$PYTHON_HOME/bin/python3" ]; then
      python=$PYTHON_HOME/bin/python3
    fi
  fi

  status=1
  if [ -z "$config" ]; then
    echo "zwe-vsam: ZWE_CLI_PARAMETER_CONFIG is not set. Run this script through zwe start."
  elif [ ! -f "$program" ]; then
    echo "zwe-vsam: $program does not exist. Install the component zwe-vsam again."
  elif ! command -v "$python" >/dev/null 2>&1; then
    echo "zwe-vsam: Python ($python) was not found. Set components.zwe-vsam.python in zowe.yaml."
  else
    # Zowe sets its own run-time options; IBM's Python needs these.
    _BPXK_AUTOCVT=ON
    _CEE_RUNOPTS='FILETAG(AUTOCVT,AUTOTAG) POSIX(ON)'
    export _BPXK_AUTOCVT _CEE_RUNOPTS
    status=0
    "$python" "$program" check -c "$config" || status=$?
  fi

  if [ "$status" -ne 0 ]; then
    if [ "$on_error" = "exit" ]; then
      echo "zwe-vsam: Zowe does not start, because components.zwe-vsam.onError is exit."
      exit "$status"
    fi
    echo "zwe-vsam: Zowe starts all the same, because components.zwe-vsam.onError is not exit."
  fi
  exit 0
)

zwe_vsam_validate

#!/bin/sh
# Installs zwe-vsam from this folder, without a network and without a compiler.
#
#   sh install.sh DIRECTORY
#
# DIRECTORY is a new directory: bin/zwe-vsam, the virtual environment venv, and share with the
# manual pages and the licenses. If anything fails, DIRECTORY is removed again, and nothing else
# was changed. To remove an installation, remove DIRECTORY.
#
# Variables:
#   PYTHON     The Python to use, 3.11 or later. The default is python3.
#   ZOAU_HOME  The home directory of ZOAU. If it is set, ZOAU's wheel for that Python is installed.
set -u

created=

fail() {
  printf 'Error: %s\n' "$1" >&2
  printf '  Remedy: %s\n' "$2" >&2
  exit 1
}

undo() {
  trap - EXIT HUP INT TERM
  if [ -n "$created" ]; then
    rm -rf "$created"
    if [ -d "$created" ]; then
      printf 'Error: %s could not be removed. Remove it yourself.\n' "$created" >&2
    else
      printf '%s was removed again. Nothing was changed.\n' "$created" >&2
    fi
  fi
}

# Tells z/OS UNIX which code page these files are in, so that it can convert them for a reader.
tag() {
  if command -v chtag >/dev/null 2>&1; then
    chtag -tc "$@" || fail "chtag failed for files in $target." "Read the message of chtag above."
  fi
}

# Settings of pip and of Python that the caller may have do not count.
pip_install() {
  (
    unset PYTHONPATH
    PIP_CONFIG_FILE=/dev/null
    export PIP_CONFIG_FILE
    "$target/venv/bin/python3" -m pip --isolated install --quiet --disable-pip-version-check \
      --no-index --no-cache-dir --no-deps "$@"
  )
}

copy_files() {
  mkdir "$target/bin" "$target/share" "$target/share/man" "$target/share/man/man1" || return 1
  cp "$here/LICENSE" "$here/LICENSES.txt" "$here/sbom.cdx.json" "$here/requirements.txt" \
    "$target/share" || return 1
  cp "$here"/man/*.1 "$target/share/man/man1"
}

if [ $# -ne 1 ] || [ "$1" = "--help" ] || [ "$1" = "-h" ]; then
  printf 'Usage: sh install.sh DIRECTORY\n' >&2
  printf '  DIRECTORY must not exist yet. PYTHON and ZOAU_HOME: see README.txt.\n' >&2
  exit 2
fi

trap undo EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
umask 022

here=$(cd "$(dirname "$0")" && pwd) ||
  fail "The directory of install.sh cannot be read." "Give yourself read permission to it."
[ -f "$here/requirements.txt" ] && [ -d "$here/wheels" ] ||
  fail "$here does not have the files of the archive." "Unpack the archive again with pax."

case $1 in
  /*) target=$1 ;;
  *) target=$(pwd)/$1 ;;
esac
case $target in
  *\'*) fail "The name of the directory has an apostrophe." "Choose a name without it." ;;
esac

python=${PYTHON:-python3}
command -v "$python" >/dev/null 2>&1 ||
  fail "Python ($python) was not found." "Set PATH, or set PYTHON to the path of python3."
# By exit code: what Python prints may be in another code page than that of the shell.
"$python" -c "import sys; sys.exit(sys.version_info < (3, 11))" ||
  fail "$python is not Python 3.11 or later." "Set PYTHON to the path of a later Python."

zoau_wheel=
if [ -n "${ZOAU_HOME:-}" ]; then
  for file in "$ZOAU_HOME"/zoautil_py-*-cp3[0-9]*.whl; do
    # The 12 of zoautil_py-1.4.0-cp312-cp312-zos.whl.
    minor=${file##*-cp3}
    minor=${minor%%[!0-9]*}
    if "$python" -c "import sys; sys.exit(sys.version_info[:2] != (3, ${minor:-0}))"; then
      zoau_wheel=$file
    fi
  done
  [ -n "$zoau_wheel" ] ||
    fail "ZOAU_HOME ($ZOAU_HOME) has no wheel for this Python ($python)." \
      "Set PYTHON to a Python that ZOAU has a wheel for, or unset ZOAU_HOME to install without it."
fi

mkdir "$target" ||
  fail "$target cannot be created." "Name a directory that does not exist, where you can write."
created=$target
copy_files ||
  fail "Files cannot be copied to $target." "Free some space, or unpack the archive again."
tag ISO8859-1 "$target/share/LICENSE" "$target/share/sbom.cdx.json" \
  "$target/share/requirements.txt" "$target"/share/man/man1/*.1
tag UTF-8 "$target/share/LICENSES.txt"

# If pax ran with FILETAG(AUTOTAG), it tagged the wheels as text. They are binary.
if command -v chtag >/dev/null 2>&1; then
  chtag -b "$here"/wheels/*.whl 2>/dev/null || :
fi
printf 'Creating the virtual environment with %s\n' "$python"
"$python" -m venv "$target/venv" ||
  fail "The virtual environment cannot be created." "Read the message of Python above."
if [ -n "$zoau_wheel" ]; then
  printf 'Installing %s\n' "$zoau_wheel"
  pip_install "$zoau_wheel" ||
    fail "ZOAU's wheel cannot be installed." "Read the message of pip above."
fi
printf 'Installing zwe-vsam\n'
pip_install --find-links "$here/wheels" --require-hashes -r "$target/share/requirements.txt" ||
  fail "zwe-vsam cannot be installed." \
    "Read the message of pip above. If a hash differs, transfer the archive again, as binary."

# This shell writes the program in its own code page. IBM's Python needs both variables on z/OS.
# -P: Python modules in the current directory do not count.
cat >"$target/bin/zwe-vsam" <<LAUNCHER || fail "$target/bin cannot be written." "Check the space."
#!/bin/sh
_BPXK_AUTOCVT=ON
: "\${_CEE_RUNOPTS:=FILETAG(AUTOCVT,AUTOTAG) POSIX(ON)}"
export _BPXK_AUTOCVT _CEE_RUNOPTS
exec '$target/venv/bin/python3' -P -m zwe_vsam "\$@"
LAUNCHER
chmod 755 "$target/bin/zwe-vsam" || fail "chmod failed." "Read the message of chmod above."
tag IBM-1047 "$target/bin/zwe-vsam"
"$target/bin/zwe-vsam" version ||
  fail "The installed program does not start." "Read the message above."

created=
printf 'Installed in %s. Add %s/bin to PATH.\n' "$target" "$target"
if [ -z "$zoau_wheel" ]; then
  printf 'ZOAU_HOME is not set: ZOAU was not added, and the target zoau is not available.\n'
fi

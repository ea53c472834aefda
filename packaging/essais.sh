#!/usr/bin/env bash
# Runs the tests:  packaging/essais.sh PROCESSES [paths…]
# Tests marked "ecran" go first, on a virtual screen; all others run with no screen at all.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

processus="${1:-2}"
shift || true
python=.venv/bin/python
etat=0

# Many tests start the app in a process of its own. Where the environment asks for no bytecode beside
# the sources, it is kept apart instead: compiling 900 modules at each start costs a second.
if [[ -n "${PYTHONDONTWRITEBYTECODE:-}" ]]; then
  unset PYTHONDONTWRITEBYTECODE
  export PYTHONPYCACHEPREFIX="${PYTHONPYCACHEPREFIX:-$PWD/.pytest_cache/bytecode}"
fi

if grep -rqE 'mark\.ecran' --include='test_*.py' tests; then
  if command -v xvfb-run >/dev/null && command -v xauth >/dev/null; then
    # 5 = pytest found none of them under the given paths.
    QT_QPA_PLATFORM=xcb xvfb-run -a -s '-screen 0 1366x768x24' \
      "$python" -m pytest -q -m ecran "$@" || etat=$?
    if [[ $etat == 5 ]]; then etat=0; fi
  else
    echo "Essais d'écran laissés de côté : xvfb et xauth ne sont pas installés." >&2
  fi
fi
# The files that take longest go first, so that no process ends on one while the others wait.
if (($# == 0)); then set -- tests/e2e tests/integration tests/migrations tests/ui tests/unit; fi
QT_QPA_PLATFORM=offscreen "$python" -m pytest -q -m 'not ecran' \
  -n "$processus" --dist loadfile --no-loadscope-reorder "$@" || etat=$?
exit "$etat"

# What `make run`, `make test`, `make demo`, `make bench` and `make paquet` do, on Windows.
#   powershell -ExecutionPolicy Bypass -File packaging\windows\run.ps1 [run|test|demo|bench|paquet] [arguments]
# Installs nothing outside .venv; says what to install when Python is missing.
param(
    [ValidateSet('run', 'test', 'demo', 'bench', 'paquet')][string]$Action = 'run',
    [Parameter(ValueFromRemainingArguments = $true)][string[]]$Reste = @()
)
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..\..')
[Console]::OutputEncoding = [System.Text.Encoding]::UTF8
$env:PYTHONUTF8 = '1'
$PythonVenv = '.venv\Scripts\python.exe'
$Temoin = '.venv\.empreinte'

# Stops with the exit code of the program that failed: PowerShell goes on by itself.
function Lancer {
    param([string]$Programme, [string[]]$Arguments)
    & $Programme @Arguments
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

function Trouver-Python {
    # Windows PowerShell 5.1 takes the words of a program on stderr for an error: not here.
    $ErrorActionPreference = 'Continue'
    foreach ($version in '3.11', '3.12', '3.13') {
        if (Get-Command py -ErrorAction SilentlyContinue) {
            & py "-$version" -c 'import venv, ensurepip' 2>$null
            if ($LASTEXITCODE -eq 0) { return @('py', "-$version") }
        }
    }
    if (Get-Command python -ErrorAction SilentlyContinue) {
        & python -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>$null
        if ($LASTEXITCODE -eq 0) { return @('python') }
    }
    Write-Host 'Aucun Python 3.11, 3.12 ou 3.13 sur ce poste.'
    Write-Host '  À installer (sans droits particuliers) :  winget install --scope user Python.Python.3.11'
    Write-Host '  ou à demander à l''administrateur du poste, puis relancez cette commande.'
    exit 1
}

function Preparer {
    if (-not (Test-Path $PythonVenv)) {
        $python = @(Trouver-Python)
        Write-Host 'Création de l''environnement .venv…'
        $suite = @($python | Select-Object -Skip 1) + @('-m', 'venv', '.venv')
        Lancer $python[0] $suite
    }
    $empreinte = (Get-FileHash requirements.lock -Algorithm SHA256).Hash
    if ((Test-Path $Temoin) -and ((Get-Content $Temoin -Raw).Trim() -eq $empreinte)) { return }
    Write-Host 'Installation des bibliothèques Python de requirements.lock dans .venv'
    Write-Host '  (vérifiées une à une par leur empreinte ; environ 230 Mo à télécharger, une à trois minutes)…'
    Lancer $PythonVenv @('-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check',
        '--require-hashes', '--only-binary', ':all:', '-r', 'requirements.lock')
    Set-Content $Temoin $empreinte
    Write-Host '  Installées.'
}

function Essayer {
    Lancer $PythonVenv @('-m', 'ruff', 'check', '.')
    Lancer $PythonVenv @('-m', 'ruff', 'format', '--check', '.')
    Lancer $PythonVenv @('-m', 'mypy')
    Lancer '.venv\Scripts\lint-imports.exe' @('--no-logo')
    if (Test-Path 'resources\locale\verifier.py') { Lancer $PythonVenv @('-m', 'resources.locale.verifier') }
    $env:QT_QPA_PLATFORM = 'offscreen'
    Lancer $PythonVenv (@('-m', 'pytest', '-q', '-m', 'not ecran', '-n', '2', '--dist', 'loadfile') + $Reste)
}

function Construire {
    if (-not (Test-Path '.venv-outils\Scripts\python.exe')) {
        Lancer $PythonVenv @('-m', 'venv', '.venv-outils')
    }
    $outils = '.venv-outils\Scripts\python.exe'
    foreach ($verrou in 'requirements.lock', 'packaging\requirements.lock') {
        Lancer $outils @('-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check',
            '--require-hashes', '--only-binary', ':all:', '-r', $verrou)
    }
    $env:QT_QPA_PLATFORM = 'offscreen'
    Lancer $outils @('packaging\icone.py', 'resources\icons\voyette.svg', 'build\voyette.png')
    Lancer $outils @('-m', 'PyInstaller', '--noconfirm', '--clean', '--log-level', 'WARN',
        '--distpath', 'dist', '--workpath', 'build\pyinstaller', 'packaging\voyette.spec')
    Write-Host 'dist\voyette est prêt : copiez ce dossier sur le poste et lancez voyette.exe.'
}

Preparer
switch ($Action) {
    'run' { Lancer $PythonVenv (@('-m', 'app') + $Reste) }
    'demo' { Lancer $PythonVenv (@('-m', 'app', 'demo', 'demo') + $Reste) }
    'bench' { $env:QT_QPA_PLATFORM = 'offscreen'; Lancer $PythonVenv (@('-m', 'tests.bench') + $Reste) }
    'test' { Essayer }
    'paquet' { Construire }
}

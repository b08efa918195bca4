# Installs setup.exe on a real Windows as a person would, proves it, updates it, removes it.
#
#     ./packaging/windows/prove.ps1 -Setup dist/Kneeline-…-setup.exe
#
# Not run by us yet: we have no Windows. The release workflow runs it on a Windows runner.
param([Parameter(Mandatory = $true)][string]$Setup)

$ErrorActionPreference = "Stop"
$folder = "$env:LOCALAPPDATA\Programs\Kneeline"
$console = "$folder\Kneeline-console.exe"
$journal = "$env:LOCALAPPDATA\kneeline\journal.db"
$key = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Kneeline"
$link = "$env:APPDATA\Microsoft\Windows\Start Menu\Programs\Kneeline.lnk"

function Demand([bool]$true_, [string]$says) {
    if (-not $true_) { throw "FAILED: $says" }
    Write-Output "proved: $says"
}

# A process that stays behind keeps our files open, and no update could replace them.
function Demand-NothingLeft([string]$after) {
    Start-Sleep -Seconds 3
    $left = @(Get-Process | Where-Object { $_.Path -like "$folder\*" })
    Demand ($left.Count -eq 0) "nothing of ours stays behind after $after $($left.Name)"
}

function Start-Setup([string]$program) {
    $done = Start-Process -FilePath $program -ArgumentList "/S" -Wait -PassThru
    return $done.ExitCode
}

Demand ((Start-Setup $Setup) -eq 0) "a silent installation ends well"
Demand (Test-Path $console) "the program is in the person's own folder"
Demand (Test-Path $link) "it is in the Start menu"
Demand ((Get-ItemProperty $key).DisplayName -eq "Kneeline") "Windows' list of programs knows it"

python packaging/smoke.py --tour "$PWD\tour" $console
Demand ($LASTEXITCODE -eq 0) "version, doctor and tour"
Demand-NothingLeft "the tour"

& "$folder\runtime\python.exe" tests/packaging/parent.py "beat=$PWD\resources\sounds\beat.wav"
Demand ($LASTEXITCODE -eq 0) "the children of a session answer"
Demand-NothingLeft "a parent that ends without a word to its children"

$first = Start-Process -FilePath "$folder\Kneeline.exe" -ArgumentList "--exit-after-first-paint" -Wait -PassThru
Demand ($first.ExitCode -eq 0) "the window opens and paints"
Demand (Test-Path $journal) "the journal is where it belongs"

$running = Start-Process -FilePath "$folder\Kneeline.exe" -PassThru
Start-Sleep -Seconds 8
Demand (-not $running.HasExited) "the window stays open"
Demand ((Start-Setup $Setup) -eq 5) "an update while it runs is refused"
Demand (-not $running.HasExited) "and leaves it running"
$running.CloseMainWindow() | Out-Null
Demand ($running.WaitForExit(20000)) "it closes when its window is closed"
Demand-NothingLeft "the window"

$before = (Get-FileHash $journal).Hash
Set-Content -Path "$folder\runtime\left-over.txt" -Value "of an older version"
Demand ((Start-Setup $Setup) -eq 0) "an update ends well"
Demand (-not (Test-Path "$folder\runtime\left-over.txt")) "what only the old version had is gone"
Demand ((Get-FileHash $journal).Hash -eq $before) "the journal is untouched"

# An NSIS uninstaller copies itself and returns at once; told its folder it stays and can be waited for.
$gone = Start-Process -FilePath "$folder\uninstall.exe" -ArgumentList "/S _?=$folder" -Wait -PassThru
Demand ($gone.ExitCode -eq 0) "the removal ends well"
Demand (-not (Test-Path $console)) "the program is gone"
Demand (-not (Test-Path $link)) "its link is gone"
Demand (-not (Test-Path $key)) "its entry is gone"
Demand ((Get-FileHash $journal).Hash -eq $before) "the journal stays"

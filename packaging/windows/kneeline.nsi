; setup.exe for one person: no administrator, nothing outside their own folders.
; Compiled by setup.py, which defines VERSION, NUMBERS, PAYLOAD, OUT, ICON, SIDE, HEAD and LICENCE.
;
;     Kneeline-…-setup.exe /S                silent; /D=C:\folder must come last
;     error level 5                          Kneeline was running; nothing was changed
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"

!define TITLE "Kneeline"
!define KEY "Software\Kneeline"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kneeline"

Name "${TITLE}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Kneeline"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${TITLE}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${TITLE} setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "Kneeline contributors"
VIAddVersionKey "LegalCopyright" "Kneeline contributors, MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_RIGHT
!define MUI_HEADERIMAGE_BITMAP "${HEAD}"
!define MUI_HEADERIMAGE_UNBITMAP "${HEAD}"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_ALLLANGUAGES

!define MUI_WELCOMEPAGE_TEXT "$(Welcome)"
!insertmacro MUI_PAGE_WELCOME
!define MUI_LICENSEPAGE_BUTTON "$(Continue)"
!define MUI_LICENSEPAGE_TEXT_BOTTOM "$(FreeSoftware)"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\Kneeline.exe"
!define MUI_FINISHPAGE_NOAUTOCLOSE
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(JournalStays)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString Welcome ${LANG_ENGLISH} "Kneeline leads through sessions at home for runner's knee.$\r$\n$\r$\nIt is installed for you alone and needs no administrator. What you tell it stays on this computer.$\r$\n$\r$\nIf Kneeline is open, please close it first."
LangString Welcome ${LANG_GERMAN} "Kneeline leitet zu Übungen zu Hause gegen das Läuferknie an.$\r$\n$\r$\nEs wird nur für Sie installiert und braucht keine Administratorrechte. Was Sie ihm erzählen, bleibt auf diesem Computer.$\r$\n$\r$\nFalls Kneeline offen ist, schließen Sie es bitte zuerst."
LangString Welcome ${LANG_SPANISH} "Kneeline guía sesiones en casa para la rodilla del corredor.$\r$\n$\r$\nSe instala solo para usted y no necesita administrador. Lo que le cuente se queda en este ordenador.$\r$\n$\r$\nSi Kneeline está abierto, ciérrelo primero."

LangString Continue ${LANG_ENGLISH} "&Next >"
LangString Continue ${LANG_GERMAN} "&Weiter >"
LangString Continue ${LANG_SPANISH} "&Siguiente >"

LangString FreeSoftware ${LANG_ENGLISH} "Kneeline is free software; there is nothing to sign. It coaches and does not diagnose: it is no substitute for a clinician."
LangString FreeSoftware ${LANG_GERMAN} "Kneeline ist freie Software; es gibt nichts zu unterschreiben. Es leitet an und stellt keine Diagnose: Es ersetzt keine Ärztin und keinen Arzt."
LangString FreeSoftware ${LANG_SPANISH} "Kneeline es software libre; no hay nada que firmar. Guía y no diagnostica: no sustituye a un profesional sanitario."

LangString Close ${LANG_ENGLISH} "Kneeline is still open. Please close it and try again."
LangString Close ${LANG_GERMAN} "Kneeline ist noch offen. Bitte schließen Sie es und versuchen Sie es noch einmal."
LangString Close ${LANG_SPANISH} "Kneeline sigue abierto. Ciérrelo e inténtelo de nuevo."

LangString TooOld ${LANG_ENGLISH} "Kneeline needs Windows 10 (version 1903) or newer, 64-bit."
LangString TooOld ${LANG_GERMAN} "Kneeline braucht Windows 10 (Version 1903) oder neuer, 64 Bit."
LangString TooOld ${LANG_SPANISH} "Kneeline necesita Windows 10 (versión 1903) o posterior, de 64 bits."

LangString NotOurs ${LANG_ENGLISH} "$INSTDIR holds files that are not Kneeline's. Please choose an empty folder."
LangString NotOurs ${LANG_GERMAN} "In $INSTDIR liegen Dateien, die nicht zu Kneeline gehören. Bitte wählen Sie einen leeren Ordner."
LangString NotOurs ${LANG_SPANISH} "$INSTDIR contiene archivos que no son de Kneeline. Elija una carpeta vacía."

LangString JournalStays ${LANG_ENGLISH} "Kneeline will be removed. Your journal, your settings and your own films stay where they are, for the day you come back."
LangString JournalStays ${LANG_GERMAN} "Kneeline wird entfernt. Ihr Tagebuch, Ihre Einstellungen und Ihre eigenen Filme bleiben, wo sie sind, falls Sie wiederkommen."
LangString JournalStays ${LANG_SPANISH} "Se quitará Kneeline. Su diario, sus ajustes y sus propios vídeos se quedan donde están, por si vuelve."

; Windows keeps a running program's file open: whoever may not write to it must close Kneeline.
; Asked before the first file is touched, so that an installation is the old one or the new one.
!macro DemandClosed un
Function ${un}DemandClosed
  again:
  ${If} ${FileExists} "$INSTDIR\runtime\python311.dll"
    ClearErrors
    FileOpen $0 "$INSTDIR\runtime\python311.dll" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Close)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 5
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro DemandClosed ""
!insertmacro DemandClosed "un."

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
  Call un.DemandClosed
FunctionEnd

Section "Kneeline"
  Call DemandClosed
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ; An update: what only the old version had must not stay. The journal lies elsewhere.
    RMDir /r "$INSTDIR\runtime"
  ${ElseIf} ${FileExists} "$INSTDIR\runtime\*.*"
    MessageBox MB_OK|MB_ICONSTOP "$(NotOurs)" /SD IDOK
    SetErrorLevel 6
    Abort
  ${EndIf}
  SetOutPath "$INSTDIR"
  ; First, so that a setup cut off half-way can still be taken away, or done again.
  WriteUninstaller "$INSTDIR\uninstall.exe"
  File /r "${PAYLOAD}/*"
  CreateShortcut "$SMPROGRAMS\Kneeline.lnk" "$INSTDIR\Kneeline.exe"
  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Kneeline contributors"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Kneeline.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  ; Only what we brought, and never the person's own.
  RMDir /r "$INSTDIR\runtime"
  Delete "$INSTDIR\Kneeline.exe"
  Delete "$INSTDIR\Kneeline-console.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Kneeline.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${KEY}"
SectionEnd

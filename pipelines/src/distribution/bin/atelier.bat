@echo off
rem Starts Atelier: finds Java, sets what can only be set outside the JVM, and passes everything on.
rem Reads JAVA_HOME and ATELIER_JAVA_OPTIONS, as bin/atelier does.
setlocal
set "home=%~dp0.."
for %%I in ("%home%") do set "home=%%~fI"
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo atelier: Java was not found at "%java%". 1>&2
  echo atelier: Install a JDK 17 or newer, and set JAVA_HOME to its folder. 1>&2
  exit /b 2
)
set "runner="
for %%F in ("%home%\lib\atelier-runner-*.jar") do set "runner=%%~fF"
if not defined runner (
  echo atelier: "%home%\lib" has no atelier-runner-*.jar: the installation is not whole. 1>&2
  echo atelier: Build it anew with: mvn package 1>&2
  exit /b 2
)
set "OPT_OUT_TRACKING=true"
set "DJL_OFFLINE=true"
"%java%" -XX:+UseSerialGC %ATELIER_JAVA_OPTIONS% "-Datelier.home=%home%" -cp "%runner%" org.atelier.runner.cli.Main %*
exit /b %errorlevel%

# Sourced by ./qingshan test: the whole build with every test and check, and a summary that cannot be misread.

run_tests() {
  local argument
  for argument in "$@"; do
    case $argument in --help | -h) help_tests && return 0 ;; esac
  done
  options_of_tests "$@" || return 2
  need_maven
  mkdir -p "$root/target"
  tools_for_tests
  lock
  local log=$root/target/test.log status reports=()
  # A summary must not count what an earlier run left behind.
  find "$root"/chaincode/*/target "$root/gateway-app/target" -path '*/surefire-reports/*' -type f -delete 2>/dev/null
  find "$root"/chaincode/*/target "$root/gateway-app/target" -type d -name test-classes -prune -exec rm -rf {} + 2>/dev/null
  maven -ntp -fae -Dmaven.test.failure.ignore=true "${rest[@]+"${rest[@]}"}" verify 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  unlock
  while IFS= read -r -d '' report; do reports+=("$report"); done < <(
    find "$root"/chaincode/*/target/surefire-reports "$root/gateway-app/target/surefire-reports" \
      -name 'TEST-*.xml' -print0 2>/dev/null
  )
  summary "$status" "$log" "${reports[@]+"${reports[@]}"}"
}

# What only tests need: a browser to look at pages, a Chinese font for it, a second reader of QR codes, and what draws a PDF. Installs what is missing
# where that can be done without asking (Debian, as root); else says what to install, and those tests are skipped.
tools_for_tests() {
  local missing=()
  command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 ||
    missing+=(chromium)
  command -v zbarimg >/dev/null 2>&1 || missing+=(zbar-tools)
  command -v pdftoppm >/dev/null 2>&1 || missing+=(poppler-utils)
  [ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ] || missing+=(fonts-noto-cjk)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "Installing for the tests: ${missing[*]}" "正在安装测试所需：${missing[*]}"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } \
      >"$root/target/tools.log" 2>&1 && return 0
    say "That failed; all of it is in $root/target/tools.log. Tests that need them are skipped." \
      "安装失败；全部输出在 $root/target/tools.log。需要它们的测试将跳过。"
  else
    say "Some tests are skipped, for these programs are not installed: ${missing[*]}
  Debian, Ubuntu:  sudo apt install ${missing[*]}" \
      "未安装以下程序，相关测试将跳过：${missing[*]}
  Debian、Ubuntu：sudo apt install ${missing[*]}"
  fi
}

help_tests() {
  say "Usage: ./qingshan test [--lang zh|en] [MAVEN OPTION...]
       ./qingshan test --faults [--seed N] [--long] [--lang zh|en] [MAVEN OPTION...]
Builds everything, runs every test and check, and ends with one line: N passed, N failed, N skipped.
The exit code is 0 only if the whole build passed.

  --faults   instead, the whole fault suite on a real Fabric network, for about an hour and a quarter:
             processes are killed and stopped while clients trade, and every answer is
             compared with the ledger. A short form of it is part of every run without this.
  --seed N   of what the suite chooses; it prints the one that it used
  --long     cuts the event stream 1,000 times

All else goes to Maven, for instance
  ./qingshan test -pl chaincode/rules" \
    "用法：./qingshan test [--lang zh|en] [Maven 选项…]
      ./qingshan test --faults [--seed N] [--long] [--lang zh|en] [Maven 选项…]
构建全部，运行所有测试与检查，最后一行是通过、未通过与跳过的个数（N passed, N failed, N skipped）。
整个构建通过时退出码才是 0。

  --faults   改为在真实的 Fabric 网络上运行整套故障测试，约一小时一刻钟：客户端交易时，
             进程被强行结束或暂停，之后把每个答复与账本核对。不带此选项时运行其简短形式。
  --seed N   故障测试的随机种子；所用的种子会打印出来
  --long     切断事件流 1,000 次

其余内容都交给 Maven，例如
  ./qingshan test -pl chaincode/rules" 2>&1
}

# Leaves in the array rest what goes to Maven; fails when an option is not one, or stands where it means nothing.
options_of_tests() {
  local faults= seed= long=
  rest=()
  while [ $# -gt 0 ]; do
    case $1 in
      --lang) shift ;;
      --lang=*) ;;
      --faults) faults=yes ;;
      --long) long=yes ;;
      --seed) seed=${2-none} && shift ;;
      --seed=*) seed=${1#*=} && seed=${seed:-none} ;;
      *) rest+=("$1") ;;
    esac
    [ $# -eq 0 ] || shift
  done
  if [ -z "$faults" ] && [ -n "$long$seed" ]; then
    say "--seed and --long belong to --faults: add it, or leave them out." "--seed 与 --long 属于 --faults：请加上它，或去掉它们。"
    return 1
  fi
  case $seed in
    *[!0-9]*)
      say "--seed takes a whole number: give one, such as the one that an earlier run printed." \
        "--seed 须为整数：请给出一个，例如上次运行所打印的。"
      return 1
      ;;
  esac
  [ -z "$faults" ] || rest+=(-Dtests.tagged=faults -Dtests.not.tagged=none -Dtests.forks=1)
  [ -z "$seed" ] || rest+=("-Dqingshan.faults.seed=$seed")
  [ -z "$long" ] || rest+=(-Dqingshan.faults.long=true)
}

# named LINES MARK ENGLISH CHINESE: the lines with a mark, under a heading, if there are any.
named() {
  local lines
  lines=$(printf '%s\n' "$1" | sed -n "s/^$2 /  /p")
  [ -n "$lines" ] || return 0
  echo
  say "$3" "$4" 2>&1
  printf '%s\n' "$lines"
}

# summary MAVEN_STATUS LOG REPORT...: names what failed and what was skipped, with the reason; the last line counts; fails
# when anything did.
summary() {
  local status=$1 log=$2 counts
  shift 2
  counts=$(cat /dev/null "$@" | awk '
    function value(name) { return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : "" }
    /^ *<testsuite / { tests += value("tests"); bad += value("failures") + value("errors"); skipped += value("skipped") }
    /^ *<testcase / { at = value("classname") "." value("name") }
    /^ *<(failure|error)[ >\/]/ { if (at != "") print "F " at; at = "" }
    /^ *<skipped[ >\/]/ {
      why = value("message"); sub(/^.*TestAbortedException: /, "", why)
      if (/TestAbortedException: *$/) { getline; why = $0; sub(/^assumption was not met due to: \[/, "", why); sub(/\] *$/, "", why) }
      gsub(/&#10;|&#xa;/, " ", why); gsub(/&quot;/, "\"", why); gsub(/&lt;/, "<", why); gsub(/&gt;/, ">", why); gsub(/&amp;/, "\\&", why)
      if (at != "") print "S " at (why == "" ? "" : ": " substr(why, 1, 200)); at = ""
      if (why ~ /not tried on Fabric/) fabric++
    }
    END { printf "%d %d %d %d\n", tests - bad - skipped, bad, skipped, fabric }')
  local numbers=${counts##*$'\n'}
  named "$counts" S "Skipped:" "已跳过："
  named "$counts" F "Failed:" "未通过："
  set -- $numbers
  echo
  [ "$4" -eq 0 ] || say "Fabric's programs were not found: $4 tests on the real network were skipped; ./qingshan network install brings them." \
    "未找到 Fabric 的程序：真实网络上的 $4 项测试已跳过；用 ./qingshan network install 取来。" 2>&1
  if [ "$status" -ne 0 ]; then
    grep -E '^\[INFO\] Qingshan .*SKIPPED' "$log" | sed 's/^\[INFO\] /  /'
    say "The build did not pass; all of its output is in $log." "构建未通过；全部输出在 $log。" 2>&1
  fi
  [ "$2" -eq 0 ] || status=1
  echo "$1 passed, $2 failed, $3 skipped"
  return "$status"
}

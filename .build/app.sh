# Sourced by ./qingshan: builds what it starts, into gateway-app/target/app.

# Fresh: nothing that goes into the app is newer than the moment its build began. A deleted file shows in its directory.
fresh() {
  [ -f "$app/stamp" ] || return 1
  [ -z "$(find "$root/pom.xml" "$root"/chaincode/*/pom.xml "$root/gateway-app/pom.xml" \
    "$root"/chaincode/*/src/main "$root/gateway-app/src/main" -newer "$app/stamp" -print 2>/dev/null | head -n 1)" ]
}

build_app() {
  need_maven
  lock
  if fresh; then unlock && return 0; fi # another process has just built it
  if [ -f "$app/stamp" ]; then
    say "The sources are newer than the build: building." "源码比构建结果新：正在重新构建。"
  else
    say "Building; the first time takes some minutes, for everything it needs is fetched." \
      "正在构建；第一次要几分钟，因为要下载所需的一切。"
  fi
  local log=$root/target/build.log new=$root/gateway-app/target/app.new
  rm -rf "$new" && mkdir -p "$new" && touch "$new/stamp"
  maven -Papp -Dmaven.test.skip=true -Dspotless.skip=true package 2>&1 | tee "$log" | progress
  if [ "${PIPESTATUS[0]}" -ne 0 ]; then
    tell_why "$log"
    return 1
  fi
  cp "$root/gateway-app/target/qingshan-gateway.jar" "$new/" || return 1
  # By renaming, so that a command that is running keeps the files it has opened.
  rm -rf "$app.old"
  [ ! -d "$app" ] || mv "$app" "$app.old"
  mv "$new" "$app" || return 1
  rm -rf "$app.old"
  make_aot_cache
  unlock
}

# Runs the everyday commands once on a throw-away home and keeps what they loaded laid out for the next start. It only saves
# time: without it all works the same.
make_aot_cache() {
  local stage=$root/target/rehearsal
  rm -rf "$stage" && mkdir -p "$stage"
  # shellcheck disable=SC2086  # java_options is a list of options
  env -u QINGSHAN_DATABASE_URL QINGSHAN_HOME="$stage/home" "$jdk/bin/java" $java_options \
    -XX:AOTCacheOutput="$app/qingshan.aot" -cp "$app/qingshan-gateway.jar" qingshan.gateway.cli.Rehearsal "$stage/files" \
    >"$root/target/aot.log" 2>&1 || rm -f "$app/qingshan.aot"
  rm -rf "$stage"
}

# One line for each module, and now and then how many files have been fetched.
progress() {
  local line files=0
  while IFS= read -r line; do
    case $line in
      '[INFO] Building Qingshan '*'['*)
        line=${line#'[INFO] Building '}
        printf '  %s %s\n' "${line##* }" "${line%% 0.*}" >&2
        ;;
      '[INFO] Downloaded '*)
        files=$((files + 1))
        if [ $((files % 100)) -eq 0 ]; then say "  $files files fetched" "  已下载 $files 个文件"; fi
        ;;
    esac
  done
}

tell_why() {
  grep '^\[ERROR\]' "$1" | head -n 12 >&2
  if grep -qE 'Could not transfer|Unknown host|Connection (refused|reset|timed out)' "$1"; then
    say "The build could not fetch what it needs: check the network, or the proxy or mirror in ~/.m2/settings.xml, and run this again." \
      "构建所需的文件下载不了：请检查网络，或 ~/.m2/settings.xml 中的代理与镜像，然后再运行。"
  else
    say "The build failed; all of its output is in $1." "构建失败；全部输出在 $1。"
  fi
}

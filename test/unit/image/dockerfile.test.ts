import { describe, expect, test } from '@jest/globals'
import { copiedSources } from '../../../src/image/dockerfile.ts'

describe('copiedSources', () => {
  test.each<[what: string, instructions: string, sources: string[]]>([
    ['nothing', 'RUN npm install', []],
    ['COPY', 'COPY app /app', ['app']],
    ['COPY of several', 'COPY a b c /app/', ['a', 'b', 'c']],
    ['copy in small letters over lines', 'copy a \\\n  b \\\n  /app/', ['a', 'b']],
    ['all', 'COPY . /app', ['.']],
    ['the root of the context', 'COPY / /app', ['.']],
    ['a path with a leading slash', 'COPY /app/x /x', ['app/x']],
    ['flags', 'COPY --chown=1000:1000 --chmod=755 --link app /app', ['app']],
    ['JSON', 'COPY ["a file", "b", "/app/"]', ['a file', 'b']],
    ['JSON with a flag', 'COPY --chown=1:1 ["a", "/app/"]', ['a']],
    ['a glob that begins with [', 'COPY [ab].txt /app/', ['[ab].txt']],
    ['another stage', 'COPY --from=build /out /app', []],
    ['another stage, behind another flag', 'COPY --chown=1000 --from=build /out /app', []],
    ['a variable, which may be anything', 'COPY $SRC /app', ['.']],
    ['a variable with a default', 'COPY ${SRC:-app} /app', ['.']],
    ['a heredoc, whose text is in the Dockerfile', 'COPY <<EOF /app/config\nCOPY fake /x\nEOF\nCOPY real /x', ['real']],
    ['a heredoc of RUN', 'RUN <<EOF\nCOPY fake /x\nEOF', []],
    ['files beside a heredoc', 'COPY a <<EOF \\\n  /app/\nfake /x\nEOF', ['a']],
    ['lines with comments between', 'COPY a \\\n# COPY x\n  b /app/', ['a', 'b']],
    ['a path that leads up, which Docker ends at the context', 'COPY ../a/./b/ /app/', ['a/b']],
    ['quotes and escapes, which may be anything', 'COPY "a" b\\* /app/', ['.']],
    ['** from its folder on', 'COPY --parents a/**/b.txt **/c.txt /app/', ['a', '.']],
    ['ADD', 'ADD app.tar.gz /app', ['app.tar.gz']],
    ['ADD of a URL', 'ADD https://example.com/x.tgz x /app/', ['x']],
    ['ADD of a git repository', 'ADD git@github.com:a/b.git /app', []],
    ['a bind mount', 'RUN --mount=type=bind,source=app,target=/app make', ['app']],
    ['a bind mount by src', 'RUN --mount=src=app,type=bind,dst=/app make', ['app']],
    ['a bind mount of a path with a leading slash', 'RUN --mount=source=/app,target=/app make', ['app']],
    ['a mount over lines', 'RUN --mount=type=cache,target=/c \\\n  # c\n  --mount=src=a,target=/a make', ['a']],
    ['a mount in a heredoc', 'RUN <<EOF\nRUN --mount=target=/x y\nEOF', []],
    ['a bind mount of all', 'RUN --mount=type=bind,target=/app make', ['.']],
    ['a mount without type, which is bind', 'RUN --mount=target=/app make', ['.']],
    ['a bind mount with a variable', 'RUN --mount=type=bind,source=$SRC,target=/app make', ['.']],
    ['a bind mount from a stage', 'RUN --mount=type=bind,from=build,target=/app make', []],
    [
      'a bind mount behind a cache',
      'RUN --mount=type=cache,target=/c --mount=type=bind,source=a,target=/a make',
      ['a'],
    ],
    ['caches and secrets', 'RUN --mount=type=cache,target=/c --mount=type=secret,id=x make', []],
    ['a mount in a comment', '# RUN --mount=type=bind,target=/app make', []],
    ['ADD of a URL with a variable', 'ADD https://example.com/$V.tgz /app/', []],
    ['nothing at all', 'COPY\nONBUILD\nONBUILD COPY', []],
    ['what a later stage inherits', 'ONBUILD COPY app /app', ['app']],
    ['Windows line ends', 'COPY a /a\r\nCOPY b /b\r', ['a', 'b']],
  ])('%s', (_, instructions, sources) => {
    expect(copiedSources(`FROM node:24\n${instructions}\n`)).toEqual(sources)
  })

  // Docker goes on with the next line, the parser sees a heredoc and takes all that follows for its text.
  test.each<[what: string, instruction: string]>([
    ['in double quotes', 'RUN python3 -c "print(1 <<20)"'],
    ['in single quotes', `RUN echo 'cat <<EOF' > x`],
    ['in quotes over lines', `RUN echo 'a \\\n# it's\n  cat <<EOF' > x`],
    ['in JSON', 'RUN ["sh","-c","cat <<EOF"]'],
    ['in what a later stage inherits', `ONBUILD RUN echo 'cat <<EOF' > x`],
    ['in quotes, with its end further down', `RUN echo 'cat <<EOF' > x\nCOPY b /b\nRUN <<EOF\nmake\nEOF`],
    ['that is escaped', 'RUN echo \\<<EOF'],
    ['behind an escaped blank', 'RUN echo a\\ <<EOF'],
    ['before a quote that has no end', 'RUN cat <<EOF don"t\nEOF'],
    ['without a name', 'RUN cat <<- EOF'],
    ['without an end', 'RUN cat <<EOF'],
    ['with an escaped name', 'RUN cat <<\\E"O"F\nx\nEOF'],
    ['of a file descriptor', 'RUN make 3<<EOF\nRUN cat <<X\nEOF'],
    ['with another escape character', "# escape=`\nFROM a\nRUN echo 'a `\n  cat <<EOF'"],
  ])('takes all of the context when a file has << %s', (_, instruction) => {
    const from = instruction.startsWith('#') ? '' : 'FROM node:24\n'
    expect(copiedSources(`${from}${instruction}\nCOPY app /app\n`)).toContain('.')
  })

  test.each<[what: string, instruction: string]>([
    ['a quoted name', `RUN <<'EOF'\nRUN "a <<b" 'c\nEOF`],
    ['tabs before its end', 'RUN <<-"EOF"\n\tx\n\tEOF'],
    ['another behind it', 'COPY <<A <<B /x/\na\nA\nb\nB'],
    ['quotes beside it', `RUN "a" 'b' <<EOF > "x y"\nCOPY b /b\nEOF`],
    ['Windows line ends', 'RUN <<EOF\r\nCOPY b /b\r\nEOF\r'],
    ['a place in what a later stage inherits', 'ONBUILD RUN <<EOF\nCOPY b /b\nEOF'],
  ])('reads on behind a heredoc with %s', (_, instruction) => {
    expect(copiedSources(`FROM node:24\n${instruction}\nCOPY app /app\n`)).toEqual(['app'])
  })

  test.each(['RUN cat <<<"a b"', 'RUN echo $((1 << 20))', 'RUN echo "1<<20"', 'CMD ["a <<b"]', 'RUN cat<<EOF'])(
    'takes %s for no heredoc',
    (instruction) => {
      expect(copiedSources(`FROM node:24\n${instruction}\nCOPY app /app\n`)).toEqual(['app'])
    },
  )
})

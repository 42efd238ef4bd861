namespace ParallelJobs.Cli.Output;

/// <summary>
/// Scripts that ask this program itself, through the directive <c>[suggest:POSITION]</c>, so that completion follows the commands. Where a
/// word that is no option has no completions, files are offered.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # bash completion for pjob
        _pjob() {
            local word=${COMP_WORDS[COMP_CWORD]} found
            found=$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
            if [[ $word != -* ]]; then
                found=$(grep -v '^-' <<<"$found")
            fi
            mapfile -t COMPREPLY < <(compgen -W "$found" -- "$word")
        }
        complete -o default -F _pjob pjob

        """;

    private const string Zsh = """
        #compdef pjob
        # zsh completion for pjob
        _pjob() {
            local -a found
            found=("${(@f)$("${words[1]}" "[suggest:${#BUFFER}]" "$BUFFER" 2>/dev/null)}")
            if [[ $PREFIX != -* ]]; then
                found=("${(@)found:#-*}")
            fi
            if (( ${#found} )) && [[ -n ${found[1]} ]]; then
                compadd -a found
            else
                _files
            fi
        }
        compdef _pjob pjob

        """;

    private const string Fish = """
        # fish completion for pjob
        function __pjob_complete
            set -l line (commandline -cp)
            set -l found ((commandline -po)[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
            if not string match -q -- '-*' (commandline -ct)
                set found (string match -v -- '-*' $found)
            end
            printf '%s\n' $found
        end
        complete -c pjob -a '(__pjob_complete)'

        """;

    public static string[] Shells { get; } = ["bash", "zsh", "fish"];

    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };
}

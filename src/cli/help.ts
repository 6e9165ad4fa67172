const general = `Privacy Shipmate: ship it, with the controls that fit. Nothing leaves this machine.

Usage: shipmate COMMAND [options]

  scan [paths]             find where personal data goes and where protection is missing
  explain FILE:LINE[:COL]  why something is, or is not, a finding
  baseline [paths]         keep today's findings as known; only new ones ask for attention
  pia [paths]              write or update a privacy impact assessment from the code
  decide ACTION FINDING    accept, dispute, escalate, mitigate, approve or reject, as a file
  report                   figures, their trend, and the inventories of recipients and AI tools
  incident PATH|SERVICE    personal data reachable from there; --drill writes an exercise
  rules                    list the finding classes
  init [FOLDER]            begin: a team file, and a threat model drawn from the code
  debug STAGE FILE         print what the analysis reads: facts, summary, resolve

  --help, --version        also after a command

Exit codes: 0 nothing at the bar, 1 findings, 2 usage, configuration or internal error, 4 incomplete (scan --strict-coverage; goes before 1)
`;

const dates = `  --date YYYY-MM-DD        the day that decides what has run out (today, UTC)
  --no-cache               neither read nor write the cache in the user's cache folder
`;

const commands: Readonly<Record<string, string>> = {
  scan: `Usage: shipmate scan [paths] [options]

  --format FORMAT          text (default), json, sarif, markdown
  --output FILE            write the report there
  --baseline FILE          compare with this baseline (privacy/baseline.yml)
  --changed[=REF]          only findings in files that differ from REF (HEAD), and what no longer fits them in privacy files
  --fail-on LEVEL          critical, high, medium (default), low, info
  --strict-coverage        exit 4 when a file, or a part of one, that should have been read was not
${dates}`,
  explain: `Usage: shipmate explain FILE:LINE[:COL] [options]\n\n${dates}`,
  init: `Usage: shipmate init [FOLDER] [options]

Writes privacy/shipmate.yml where there is none, and a threat model from the code; one that is there gets a draft for every
finding that no threat speaks of. What people wrote stays.

${dates}`,
  baseline: `Usage: shipmate baseline [paths] [options]\n\n${dates}`,
  pia: `Usage: shipmate pia [new|update|check|export] [paths or ids] [options]

  new, update              write one for these paths, or bring it up to date (default: whichever fits)
  check                    what is open in the assessments, and which parts the code left behind; exit 1 when asked for
  export [ID]              hand one on: --format cnil, fides, cyclonedx, ropa or ropa-csv

  --title TITLE            title of the assessment (the folder's name)
  --empty                  write one even if the code shows no personal data
  --output FILE            write the export there (beside the assessment)
${dates}`,
  decide: `Usage: shipmate decide [ACTION FINDING] [options]

A finding is named by FILE:LINE, by 8 or more digits of its fingerprint, or by its decision file.

  list                     the decisions there are (default)
  show                     one, with the commit each signature came with
  accept                   ask to accept it: --until YYYY-MM-DD --reason TEXT
  dispute                  say why it is none: --ground false-positive|not-personal|control-elsewhere|wrong-severity --reason TEXT
  mitigate                 take it on: --reason TEXT [--control ID] [--due YYYY-MM-DD]
  escalate                 hand it on: --reason TEXT
  investigate, close       note where it stands
  link                     state the threat or risk it belongs to, which decides nothing: --to PATH#ID
  approve, reject          sign off, or advise as the DPO: [--note TEXT]

  --as WHO                 the role or handle that does it, such as owner or @payments-lead
  --severity LEVEL         of a dispute about the severity, the one that is right
  --advice-not-followed TEXT  why the DPO's advice is not followed
  --name NAME              of a settled dispute, the name that is not personal
  --function PATH#NAME --grade GRADE  of a settled dispute, the safeguard that is elsewhere
${dates}`,
  report: `Usage: shipmate report [options]

The figures both teams answer for, then recipients and AI tools as the code shows them, set beside the team file.

  --format FORMAT          markdown (default), json, html
  --output FILE            write the page there
${dates}`,
  incident: `Usage: shipmate incident PATH|SERVICE [options]

PATH is a file, folder or glob; SERVICE a recipient or store the code uses, or an assessment.

  --aware MOMENT           when somebody became aware, such as 2027-03-01T09:30Z: starts the 72 hours
  --drill                  write a tabletop exercise from the real flows
  --format FORMAT          markdown (default), json, html
  --output FILE            write the page there
${dates}`,
  rules: 'Usage: shipmate rules\n',
  debug: 'Usage: shipmate debug facts|summary|resolve FILE\n',
};

/** The help of a command, or of all. */
export function helpOf(command: string | undefined): string {
  return (command === undefined ? undefined : commands[command]) ?? general;
}

/** A team file to begin with: nothing is stated yet, and examples stand in comments. */
export const newTeamFile = `# What the team states about its code and its people. Every key is optional; lines below are examples.
version: 1
# paths: {exclude: ["legacy/**"], tests: ["**/*.spec.ts"], own_hosts: ["*.ourcompany.example"]}
# roles: {owner: "@payments-lead", champion: "@sec-champion", dpo: "@dpo", ciso: "@ciso"}
# recipients: [{id: sentry, data: [email], role: processor, contract: docs/dpa/sentry.md}]
# not_personal: [{name: contact, where: "src/cms/**", reason: "page block, not a person"}]
`;

package io.trailhouse.caller;

/**
 * What a request was made with. Answers the questions that AWS says every event must answer: was it
 * root or IAM user credentials; was it temporary credentials of a role or a federated user; was it
 * another AWS service.
 */
public enum CredentialKind {
  /** The root user's password or keys. */
  ROOT("root"),
  /** An IAM user's access key. */
  LONG_TERM_KEY("long-term key"),
  /** Keys of a session: of a role, a federated user, or of an IAM user's session token. */
  TEMPORARY_CREDENTIALS("temporary credentials"),
  /** An IAM user's console session or sign-in. */
  CONSOLE("console"),
  /** An AWS service acting as itself. */
  SERVICE("service"),
  /** None, or none that the record tells. */
  NONE("none");

  private final String label;

  CredentialKind(String label) {
    this.label = label;
  }

  /** The words in the column {@code credential_kind}. */
  public String label() {
    return label;
  }
}

package dev.rawline.workbench.share;

import java.util.concurrent.CancellationException;

/** Ends a command whose share is done before it does what follows, which is not its own. */
public final class ShareDoneException extends CancellationException {
  private static final long serialVersionUID = 1;

  /** Reports that the share is done. */
  public ShareDoneException() {
    super("its share is done");
    Share.REPORTS.get().accept(new ShareReport.Done());
  }
}

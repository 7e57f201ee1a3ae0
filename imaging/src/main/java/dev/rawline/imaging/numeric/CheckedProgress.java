package dev.rawline.imaging.numeric;

/** A progress that can end its task: a check runs before each part and each advance. */
record CheckedProgress(Progress progress, Runnable check) implements Progress {

  @Override
  public Progress begin(String task, int parts) {
    check.run();
    return new CheckedProgress(progress.begin(task, parts), check);
  }

  @Override
  public void size(long total, String unit) {
    progress.size(total, unit);
  }

  @Override
  public void advance(double amount) {
    check.run();
    progress.advance(amount);
  }

  @Override
  public void note(String note) {
    progress.note(note);
  }

  @Override
  public void end(String result) {
    progress.end(result);
  }

  @Override
  public void skip(String reason) {
    progress.skip(reason);
  }
}

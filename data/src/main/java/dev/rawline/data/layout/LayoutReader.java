package dev.rawline.data.layout;

import java.io.IOException;

/** One way in which a data set lies in a folder. */
interface LayoutReader {

  /** Returns whether a folder has what it takes. */
  boolean matches(FileTree tree);

  /**
   * Reads a folder that has what it takes; pictures and masks are left for later.
   *
   * @throws IOException if it has problems; the message states which and what to do
   */
  FolderContents read(FileTree tree, DataSetOptions reading) throws IOException;
}

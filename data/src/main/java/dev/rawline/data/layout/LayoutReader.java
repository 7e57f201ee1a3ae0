package dev.rawline.data.layout;

import java.io.IOException;

/** Reads one layout of a data set. */
interface LayoutReader {

  /** Returns whether a folder has this layout. */
  boolean matches(FileTree tree);

  /**
   * Reads a folder of this layout; pictures and masks are read later.
   *
   * @throws IOException if it has problems; the message states which and what to do
   */
  FolderContents read(FileTree tree, DataSetOptions reading) throws IOException;
}

package dev.rawline.lab.forensics.certify;

import java.util.List;

/** What a model decides about one raw image behind drawn cameras, one at a time. */
public interface CameraDecisions {

  /** Returns how many coordinates a camera has. */
  int size();

  /** Returns how many classes there are. */
  int classes();

  /** Returns the class that is decided for behind each camera, from 0: the same at every call. */
  int[] of(List<CameraDraw> cameras);

  /** Returns the votes that each class has. */
  default int[] votes(List<CameraDraw> cameras) {
    return counted(of(cameras));
  }

  /** Returns how often each class was decided for. */
  default int[] counted(int[] decisions) {
    int[] votes = new int[classes()];
    for (int decision : decisions) {
      votes[decision]++;
    }
    return votes;
  }

  /** Returns the class of most votes, the first of several. */
  static int top(int[] votes) {
    int top = 0;
    for (int i = 1; i < votes.length; i++) {
      top = votes[i] > votes[top] ? i : top;
    }
    return top;
  }
}

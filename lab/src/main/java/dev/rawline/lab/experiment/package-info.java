/**
 * Plan → conditions, repeated splits and the run that is recorded: what drift, forensics and
 * optimization share.
 */
package dev.rawline.lab.experiment;

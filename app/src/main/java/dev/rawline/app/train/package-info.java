/** Commands: models trained, applied, evaluated (train, predict, evaluate, animate). */
package dev.rawline.app.train;

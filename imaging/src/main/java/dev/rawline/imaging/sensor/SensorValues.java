package dev.rawline.imaging.sensor;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.ValueOrigin;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The values of a sensor while they are set one by one, by their names; {@link SensorSpec} defines
 * their meaning and units, and checks them.
 */
public final class SensorValues {
  public String name = "";
  public Optional<Cfa> cfa = Optional.empty();
  public double pixelPitch;
  public Rgb quantumEfficiency = new Rgb(0, 0, 0);
  public Optional<Matrix3> transmission = Optional.empty();
  public double fullWell;
  public double darkCurrent;
  public double referenceTemperature;
  public double doublingTemperature;
  public double readNoise;
  public double rowNoise;
  public double photoResponseNonUniformity;
  public double darkSignalNonUniformity;
  public double hotPixels;
  public double hotPixelCurrent;
  public double deadPixels;
  public double gain;
  public Optional<GainCurve> gainCurve = Optional.empty();
  public double offset;
  public int adcBits;
  public int containerBits;
  public Map<String, ValueOrigin> origins = new TreeMap<>();

  SensorValues() {}

  SensorValues(SensorSpec sensor) {
    name = sensor.name();
    cfa = sensor.cfa();
    pixelPitch = sensor.pixelPitch();
    quantumEfficiency = sensor.quantumEfficiency();
    transmission = sensor.transmission();
    fullWell = sensor.fullWell();
    darkCurrent = sensor.darkCurrent();
    referenceTemperature = sensor.referenceTemperature();
    doublingTemperature = sensor.doublingTemperature();
    readNoise = sensor.readNoise();
    rowNoise = sensor.rowNoise();
    photoResponseNonUniformity = sensor.photoResponseNonUniformity();
    darkSignalNonUniformity = sensor.darkSignalNonUniformity();
    hotPixels = sensor.hotPixels();
    hotPixelCurrent = sensor.hotPixelCurrent();
    deadPixels = sensor.deadPixels();
    gain = sensor.gain();
    gainCurve = sensor.gainCurve();
    offset = sensor.offset();
    adcBits = sensor.adcBits();
    containerBits = sensor.containerBits();
    origins = new TreeMap<>(sensor.origins());
  }

  SensorSpec sensor() {
    return new SensorSpec(
        name,
        cfa,
        pixelPitch,
        quantumEfficiency,
        transmission,
        fullWell,
        darkCurrent,
        referenceTemperature,
        doublingTemperature,
        readNoise,
        rowNoise,
        photoResponseNonUniformity,
        darkSignalNonUniformity,
        hotPixels,
        hotPixelCurrent,
        deadPixels,
        gain,
        gainCurve,
        offset,
        adcBits,
        containerBits,
        origins);
  }
}

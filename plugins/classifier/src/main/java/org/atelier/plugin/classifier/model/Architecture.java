package org.atelier.plugin.classifier.model;

import java.util.List;
import java.util.Locale;

/** The backbones of {@link Pretrained}, as torchvision has them. */
public enum Architecture {
  /** He et al. 2016, 18 layers: 11 million weights, 512 features. */
  RESNET_18("resnet18") {
    @Override
    Backbone backbone() {
      return Backbones.residual(List.of(2, 2, 2, 2), false);
    }
  },
  /** He et al. 2016, 34 layers: 21 million weights, 512 features. */
  RESNET_34("resnet34") {
    @Override
    Backbone backbone() {
      return Backbones.residual(List.of(3, 4, 6, 3), false);
    }
  },
  /** He et al. 2016, 50 layers: 23.5 million weights, 2048 features. */
  RESNET_50("resnet50") {
    @Override
    Backbone backbone() {
      return Backbones.residual(List.of(3, 4, 6, 3), true);
    }
  },
  /** Simonyan and Zisserman 2015, the convolutions of 16 layers: 14.7 million weights. */
  VGG_16("vgg16") {
    @Override
    Backbone backbone() {
      return Backbones.plain(List.of(2, 2, 3, 3, 3));
    }
  },
  /** Simonyan and Zisserman 2015, the convolutions of 19 layers: 20 million weights. */
  VGG_19("vgg19") {
    @Override
    Backbone backbone() {
      return Backbones.plain(List.of(2, 2, 4, 4, 4));
    }
  };

  private final String published;

  Architecture(String published) {
    this.published = published;
  }

  /** Returns the architecture's name in pipeline files. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns a command that downloads weights trained on ImageNet. */
  String download() {
    return "curl -L -o %s.safetensors https://huggingface.co/timm/%s.tv_in1k/resolve/main/model.safetensors"
        .formatted(key(), published);
  }

  /** Makes the network without a head. */
  abstract Backbone backbone();
}

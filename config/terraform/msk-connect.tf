# MSK Connect. The config is that of ../msk-connect.json.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "region" { type = string }
variable "bootstrap_servers" { type = string }
variable "subnets" { type = list(string) }
variable "security_groups" { type = list(string) }
variable "bucket_arn" { type = string }
variable "service_execution_role_arn" { type = string }

variable "plugin_key" {
  description = "S3 key of a zip with the plugin archive and AWS's config providers"
  type        = string
}

locals {
  connector = jsondecode(file("${path.module}/../msk-connect.json"))
}

resource "aws_mskconnect_custom_plugin" "pinterest" {
  name         = "pinterest-conversions"
  content_type = "ZIP"

  location {
    s3 {
      bucket_arn = var.bucket_arn
      file_key   = var.plugin_key
    }
  }
}

resource "aws_mskconnect_worker_configuration" "pinterest" {
  name = "pinterest-conversions"

  properties_file_content = <<-EOT
    key.converter=org.apache.kafka.connect.storage.StringConverter
    value.converter=org.apache.kafka.connect.json.JsonConverter
    config.providers=secretsmanager
    config.providers.secretsmanager.class=com.amazonaws.kafka.config.providers.SecretsManagerConfigProvider
    config.providers.secretsmanager.param.region=${var.region}
  EOT
}

resource "aws_mskconnect_connector" "pinterest" {
  name                       = local.connector.connectorName
  kafkaconnect_version       = local.connector.kafkaConnectVersion
  connector_configuration    = local.connector.connectorConfiguration
  service_execution_role_arn = var.service_execution_role_arn

  capacity {
    provisioned_capacity {
      mcu_count    = local.connector.capacity.provisionedCapacity.mcuCount
      worker_count = local.connector.capacity.provisionedCapacity.workerCount
    }
  }

  kafka_cluster {
    apache_kafka_cluster {
      bootstrap_servers = var.bootstrap_servers

      vpc {
        subnets         = var.subnets
        security_groups = var.security_groups
      }
    }
  }

  kafka_cluster_client_authentication {
    authentication_type = "IAM"
  }

  kafka_cluster_encryption_in_transit {
    encryption_type = "TLS"
  }

  plugin {
    custom_plugin {
      arn      = aws_mskconnect_custom_plugin.pinterest.arn
      revision = aws_mskconnect_custom_plugin.pinterest.latest_revision
    }
  }

  worker_configuration {
    arn      = aws_mskconnect_worker_configuration.pinterest.arn
    revision = aws_mskconnect_worker_configuration.pinterest.latest_revision
  }
}

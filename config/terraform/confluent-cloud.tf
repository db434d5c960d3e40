# A custom connector on Confluent Cloud. The config is that of ../confluent-cloud.json.
terraform {
  required_providers {
    confluent = {
      source  = "confluentinc/confluent"
      version = "~> 2.0"
    }
  }
}

variable "plugin_archive" {
  description = "Path of the plugin archive"
  type        = string
}

variable "environment_id" { type = string }
variable "kafka_cluster_id" { type = string }
variable "kafka_api_key" { type = string }

variable "kafka_api_secret" {
  type      = string
  sensitive = true
}

variable "pinterest_access_token" {
  type      = string
  sensitive = true
}

locals {
  connector = jsondecode(file("${path.module}/../confluent-cloud.json"))
  sensitive = ["pinterest.access.token", "kafka.api.key", "kafka.api.secret"]
}

resource "confluent_custom_connector_plugin" "pinterest" {
  display_name                = "Pinterest Conversions Sink Connector"
  cloud                       = "AWS"
  connector_class             = local.connector.config["connector.class"]
  connector_type              = "SINK"
  sensitive_config_properties = ["pinterest.access.token", "proxy.password", "ssl.truststore.password"]
  filename                    = var.plugin_archive
}

resource "confluent_connector" "pinterest" {
  status = "RUNNING" # or PAUSED

  environment {
    id = var.environment_id
  }

  kafka_cluster {
    id = var.kafka_cluster_id
  }

  config_nonsensitive = merge(
    { for key, value in local.connector.config : key => value if !contains(local.sensitive, key) },
    {
      "name"                       = local.connector.name
      "confluent.custom.plugin.id" = confluent_custom_connector_plugin.pinterest.id
    }
  )

  config_sensitive = {
    "pinterest.access.token" = var.pinterest_access_token
    "kafka.api.key"          = var.kafka_api_key
    "kafka.api.secret"       = var.kafka_api_secret
  }
}

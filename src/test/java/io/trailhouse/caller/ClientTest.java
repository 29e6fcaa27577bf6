package io.trailhouse.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTest {

  private static final String JVM =
      " Linux/5.10.184 OpenJDK_64-Bit_Server_VM/25.372-b08 java/1.8.0_372"
          + " vendor/Oracle_Corporation cfg/retry-mode/standard";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          console.amazonaws.com | console | | console
          console.ec2.amazonaws.com | console | | console
          signin.amazonaws.com | console | | console
          AWS CloudWatch Console | console | | console
          RDS Console, aws-internal/3 aws-sdk-java/1.11.975 Linux/5.10 | console | | console
          [S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488 Linux/5.10.184] | console | 0.4 | console
          EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.12.457 Linux/5.4 | console | | console
          Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:102.0) Gecko/20100101 Firefox/102.0 | console | Firefox/102.0 | console
          Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 | console | Chrome/140.0.0.0 | console
          Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91 | console | Edg/120.0.2210.91 | console
          Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15 | console | Safari/605.1.15 | console
          APN/1.0 HashiCorp/1.0 Terraform/1.1.2 (+https://www.terraform.io) terraform-provider-aws/3.76.1 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go/1.44.157 (go1.19.3; linux; amd64) HashiCorp-terraform-exec/0.17.3 | terraform | 1.1.2 | infrastructure as code
          [APN/1.0 HashiCorp/1.0 Terraform/1.5.7 (+https://www.terraform.io) terraform-provider-aws/5.31.0 aws-sdk-go-v2/1.24.0] | terraform | 1.5.7 | infrastructure as code
          APN/1.0 OpenTofu/1.0 OpenTofu/1.6.2 (+https://opentofu.org) terraform-provider-aws/5.40.0 aws-sdk-go-v2/1.25.2 | opentofu | 1.6.2 | infrastructure as code
          APN/1.0 Pulumi/1.0 PulumiAws/5.10.0 (+https://www.pulumi.com) aws-sdk-go/1.44.298 (go1.20.1; linux; amd64) | pulumi | 5.10.0 | infrastructure as code
          aws-sdk-js/3.741.0 ua/2.1 os/linux#6.8.0 lang/js md/nodejs#22.12.0 api/cloudformation#3.741.0 m/E,n aws-cdk/2.1020.2 | cdk | 2.1020.2 | infrastructure as code
          cloudformation.amazonaws.com | cloudformation | | infrastructure as code
          aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/macos#24.5.0 md/arch#arm64 lang/python#3.13.4 md/command#ec2.describe-instances | cli v2 | 2.27.41 | command line
          aws-cli/2.0.58 Python/3.7.4 Darwin/19.6.0 exe/x86_64 command/ssmincidents.start-incident | cli v2 | 2.0.58 | command line
          aws-cli/1.22.34 Python/3.10.12 Linux/5.15.0-1031-aws botocore/1.27.84 | cli v1 | 1.22.34 | command line
          aws-cli/2.13.5 Python/3.11.4 Linux/4.14.255-314 exec-env/CloudShell exe/x86_64.amzn.2 prompt/off command/sts.get-caller-identity | cloudshell | 2.13.5 | command line
          AWSPowerShell.Common/4.1.2 .NET_Core/6.0.5 OS/Microsoft_Windows_10.0 PowerShellCore/7.-1 | powershell | 4.1.2 | command line
          [curl/8.7.1] | curl | 8.7.1 | command line
          Boto3/1.38.36 md/Botocore#1.38.36 ua/2.1 os/linux#5.10 lang/python#3.12.9 cfg/retry-mode#legacy exec-env/AWS_Lambda_python3.12 Botocore/1.38.36 | boto3 | 1.38.36 | sdk
          [Boto3/1.26.165 Python/3.10.6 Linux/5.19.0-46-generic Botocore/1.29.165] | boto3 | 1.26.165 | sdk
          Botocore/1.29.165 Python/3.10.6 Linux/5.19.0-46-generic | botocore | 1.29.165 | sdk
          aws-sdk-java/2.31.60 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.134 lang/java#21.0.7 exec-env/AWS_ECS_FARGATE m/D,E | aws sdk for java | 2.31.60 | sdk
          Hadoop 3.3.4, aws-sdk-java/1.12.262 Linux/5.10 OpenJDK_64-Bit_Server_VM/25.372-b07 | hadoop s3a | 3.3.4 | sdk
          aws-sdk-nodejs/2.1532.0 linux/v18.18.2 promise | aws sdk for javascript | 2.1532.0 | sdk
          aws-sdk-go/1.41.4 (go1.18.3; linux; amd64) | aws sdk for go | 1.41.4 | sdk
          aws-sdk-go-v2/1.18.0 os/linux lang/go/1.19.8 md/GOOS/linux md/GOARCH/amd64 api/iam/1.19.12 | aws sdk for go v2 | 1.18.0 | sdk
          aws-sdk-dotnet-coreclr/3.7.107.35 aws-sdk-dotnet-core/3.7.107.35 .NET_Core/6.0.21 | aws sdk for .net | 3.7.107.35 | sdk
          aws-sdk-ruby2/2.0.0.rc4 ruby/1.9.3 x86_64-linux Seahorse/0.1.0 | aws sdk for ruby | 2.0.0.rc4 | sdk
          aws-sdk-go/1.41.4 (go1.18.3; linux; amd64) amazon-ssm-agent/ | ssm agent | | agent
          aws-sdk-go/1.55.5 (go1.22.12; linux; amd64) amazon-ssm-agent/3.3.1732.0 | ssm agent | 3.3.1732.0 | agent
          Amazon ECS Agent - v1.51.0 (0ee42b3e) (+http://aws.amazon.com/ecs/) | ecs agent | 1.51.0 | agent
          aws-sdk-go/1.44.230 (go1.19.7; linux; amd64) karpenter.sh-v0.27.3 | karpenter | 0.27.3 | agent
          aws-sdk-go/1.42.27 (go1.19; linux; amd64) elbv2.k8s.aws/v2.4.4 | load balancer controller | 2.4.4 | agent
          aws-sdk-go/1.44.241 (go1.19.8; linux; amd64) kubernetes/v1.26.4-eks-0a21954 | kubernetes | 1.26.4-eks-0a21954 | agent
          AWS Internal | aws internal | | service
          aws-internal/3 aws-sdk-java/1.11.590 Linux/4.9.184 java/1.8.0_212 | aws internal | 3 | service
          Coral/Netty4 | aws internal | | service
          secretsmanager.amazonaws.com | aws service | | service
          [AWSConfig] | aws service | | service
          [stratus-red-team_4990da05-9399-449e-b49f-82996a764ec9] | stratus red team | | other
          Apache-HttpClient/UNAVAILABLE (Java/1.8.0_282) | http client | | other
          example-user-agent-string | other | | other
          not-aws-cli/2.0 | other | | other
          """)
  void namesTheTool(String userAgent, String client, String version, String platform) {
    assertThat(Client.of(userAgent)).isEqualTo(new Client(client, version, platform));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\t\n"})
  void saysNoneOfAnEmptyText(String empty) {
    assertThat(Client.of(empty)).isEqualTo(new Client("none", null, "none"));
  }

  @Test
  void saysNoneOfNoText() {
    assertThat(Client.of(null).client()).isEqualTo("none");
  }

  @Test
  void tellsTheConsoleOfAServiceFromItsSdk() {
    assertThat(Client.of("[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488" + JVM + "]"))
        .isEqualTo(new Client("console", "0.4", "console"));
  }

  @Test
  void cutsAVersionThatIsNoVersion() {
    assertThat(Client.of("aws-cli/2." + "7".repeat(500)).version()).hasSize(40);
  }

  @Test
  void isDoneSoonWithTextsThatAreMadeToKeepItBusy() {
    List<String> hostile =
        List.of(
            "A".repeat(1 << 20),
            " ".repeat(1 << 20) + "x",
            "Mozilla/5.0 ".repeat(90_000),
            "Mozilla/5.0 " + "Version/1 ".repeat(100_000),
            "aws-cli/2 ".repeat(100_000),
            "AWS " + "a ".repeat(500_000),
            "terraform-provider-aws/".repeat(50_000),
            "[".repeat(1 << 20),
            "a.".repeat(1 << 19) + "amazonaws.co",
            "1".repeat(1 << 20));
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> {
          for (int times = 0; times < 20; times++) {
            for (String text : hostile) {
              Client.of(times + text);
              Client.of(text.substring(times));
            }
          }
        });
  }
}
